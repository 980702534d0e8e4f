import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Hostile inputs from public collections, when they lie beside the checkout; nothing of them is part of it. */
const folder = join(import.meta.dirname, '../../../../shared/data/hostile')

type Recipe = string | { repeat: string; n: number } | { ramp: string; from: number; to: number; prefix?: string }

interface Entry {
  readonly id: string
  readonly field: readonly string[]
  readonly input?: string
  readonly gen?: readonly Recipe[] | Record<string, unknown>
  readonly must_not: string
}

export interface Hostile {
  readonly id: string
  readonly mustNot: string
  readonly body: string
}

/** Every entry that is entered as a comment's body, cut to the 10,000 characters that a body may have. */
export function hostileBodies(): Hostile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Entry)
    .filter((entry) => entry.field.includes('body'))
    .map((entry) => ({ id: entry.id, mustNot: entry.must_not, body: [...bodyOf(entry)].slice(0, 10_000).join('') }))
}

function bodyOf({ input, gen }: Entry): string {
  if (input !== undefined) return input
  if (Array.isArray(gen)) return gen.map(made).join('')
  return gen === undefined ? '' : made(gen)
}

function made(recipe: unknown): string {
  if (typeof recipe === 'string') return recipe
  const { repeat, n, ramp, from, to, prefix, indent_list: indent, refs } = recipe as Record<string, unknown>
  if (typeof repeat === 'string') return repeat.repeat(Math.min(Number(n), 10_000))
  if (typeof ramp === 'string') {
    let text = ''
    for (let i = Number(from); i <= Number(to) && text.length < 20_000; i++) {
      text += (typeof prefix === 'string' ? prefix : '') + ramp.repeat(i)
    }
    return text
  }
  if (indent !== undefined)
    return Array.from({ length: Math.min(Number(indent), 140) }, (_, i) => `${'  '.repeat(i)}* a\n`).join('')
  if (refs !== undefined)
    return Array.from({ length: Math.min(Number(refs), 500) }, (_, i) => `[${i}]: /x\n`).join('') + '[1]'.repeat(2_000)
  return ''
}
