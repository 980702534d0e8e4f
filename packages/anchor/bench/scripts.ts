import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describePassage, findPassage, indexArticle, type ArticleIndex, type Selector } from '../src/index.ts'

/**
 * Prints how well passages are found again in other scripts: the words of the real articles become words of a script, as
 * long as its words are and of letters as frequent as its letters are, and so do the edits. Some repositories are kept
 * apart: nothing that other scripts are judged by was chosen on them.
 */

interface Script {
  /** How a word is written. */
  write(word: string): string
  /** Whether words stand side by side. */
  readonly spaces: boolean
}

/** A text in another script. */
interface Written {
  readonly text: string
  /** Where each UTF-16 code unit of the original stands in it. */
  readonly places: readonly number[]
}

interface Article {
  readonly repo: string
  readonly oldText: string
  readonly newText: string
}

interface Case {
  readonly doc: number
  readonly expected: object | null
}

interface Failure {
  readonly c: Case
  readonly f: 'wrong' | 'missed' | 'partial' | 'false-inplace' | 'false-elsewhere'
}

interface Algorithm {
  readonly name: string
  describe(text: string, start: number, end: number): Selector[]
  prepare(text: string): { readonly written: Written; readonly index: ArticleIndex }
  anchor(prepared: ReturnType<Algorithm['prepare']>, selectors: Selector[]): { start: number; end: number } | null
}

interface Count {
  readonly exist: number
  readonly exact: number
}

interface Scorer {
  score(
    algorithm: Algorithm,
    split: string,
    options: { readonly perf: boolean; readonly errors: Failure[] },
  ): Promise<{ readonly R: { readonly ALL: Count } }>
}

interface Edits {
  load(split: string): { docs: Map<number, Article>; cases: Case[] }
}

const APART = new Set(['18F/handbook', 'denoland/docs', 'gaearon/overreacted.io'])

const SCRIPTS: Readonly<Record<string, Script>> = {
  Latin: { write: (word) => word, spaces: true },
  Arabic: { write: (word) => letters(word, 0x627), spaces: true },
  Hebrew: { write: (word) => letters(word, 0x5d0), spaces: true },
  Thai: { write: (word) => letters(word, 0xe01), spaces: false },
  Hangul: { write: (word) => syllables(word, 4, 0xac00, 2_000), spaces: true },
  Chinese: { write: (word) => syllables(word, 4, 0x4e00, 3_000), spaces: false },
  kana: { write: (word) => syllables(word, 2, 0x3042, 80), spaces: false },
}

/** Letter for letter. */
function letters(word: string, first: number): string {
  return word.replace(/[a-z]/g, (letter) => String.fromCharCode(first + letter.charCodeAt(0) - 97))
}

/** A character for every `each` letters and what is left; which ones, only the word says. The first of them are frequent. */
function syllables(word: string, each: number, first: number, count: number): string {
  let state = 0
  for (const letter of word) state = (Math.imul(state, 31) + letter.charCodeAt(0)) >>> 0
  return Array.from({ length: Math.ceil(word.length / each) }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0
    state = (Math.imul(state ^ (state >>> 12), 0x297a2d39) + 1) >>> 0
    return String.fromCharCode(first + Math.floor(count ** (state / 2 ** 32)) - 1)
  }).join('')
}

function write(text: string, { write: inScript, spaces }: Script): Written {
  const parts: string[] = []
  const places: number[] = []
  let length = 0
  for (const [part = ''] of text.matchAll(/[A-Za-z]+|[^A-Za-z]+/g)) {
    const isWord = /^[A-Za-z]/.test(part)
    const words = isWord ? inScript(part.toLowerCase()) : part === ' ' && !spaces ? '' : part
    for (let i = 0; i < part.length; i++) places.push(length + Math.floor((i * words.length) / part.length))
    parts.push(words)
    length += words.length
  }
  return { text: parts.join(''), places: [...places, length] }
}

/** The place in the original of a place in a text that was written from it. */
function original({ places }: Written, place: number): number {
  return places.findIndex((each) => each >= place)
}

function percent(count: number, all: number): string {
  return `${((100 * count) / all).toFixed(2)} %`
}

const folder = join(import.meta.dirname, '../../../../shared/data/passages')

if (existsSync(folder)) {
  const { score } = (await import(join(folder, 'score.mjs'))) as Scorer
  const { load } = (await import(join(folder, 'lib.mjs'))) as Edits
  const { docs, cases } = load('dev')
  const isApart = ({ doc }: Case): boolean => APART.has(docs.get(doc)?.repo ?? '')
  const rows: Record<string, Record<string, string>> = {}
  for (const [name, script] of Object.entries(SCRIPTS)) {
    const cache = new Map<string, Written>()
    const written = (text: string): Written => {
      const known = cache.get(text) ?? write(text, script)
      cache.set(text, known)
      return known
    }
    const errors: Failure[] = []
    const { R } = await score(
      {
        name,
        describe(text, start, end) {
          const { text: now, places } = written(text)
          return describePassage(now, places[start] ?? 0, places[end] ?? now.length)
        },
        prepare: (text) => ({ written: written(text), index: indexArticle(written(text).text) }),
        anchor({ written: now, index }, selectors) {
          const found = findPassage(index, selectors)
          if (found.state === 'lost') return null
          return { start: original(now, found.start), end: original(now, found.end) }
        },
      },
      'dev',
      { perf: false, errors },
    )
    for (const apart of [false, true]) {
      const own = cases.filter((each) => isApart(each) === apart)
      const failed = (...kinds: readonly Failure['f'][]): number =>
        errors.filter(({ c, f }) => isApart(c) === apart && kinds.includes(f)).length
      const exist = own.filter(({ expected }) => expected !== null).length
      rows[`${name}, ${apart ? 'kept apart' : 'tuned on'}`] = {
        'exact (all)': percent(R.ALL.exact, R.ALL.exist),
        'IoU ≥ .8': percent(exist - failed('wrong', 'missed', 'partial'), exist),
        wrong: percent(failed('wrong'), exist),
        missed: percent(failed('missed'), exist),
        'false when gone': percent(failed('false-inplace', 'false-elsewhere'), own.length - exist),
      }
    }
  }
  console.table(rows)
} else {
  console.log('The real edits are not beside this checkout: nothing to measure.')
}
