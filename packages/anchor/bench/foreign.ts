import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describePassage, findPassage, indexArticle } from '../src/index.ts'

/**
 * Prints how many passages of real articles are taken for words of other articles, over all pairs, when the articles lie
 * beside the checkout. Articles of one site share whole paragraphs: what stands there with its surroundings is counted too.
 */

interface Document {
  readonly doc: number
  readonly repo: string
  readonly path: string
  readonly oldText: string
  readonly newText: string
}

interface Passage {
  readonly doc: number
  readonly start: number
  readonly end: number
}

interface Edits {
  load(split: string): { docs: Map<number, Document>; cases: Passage[] }
}

const edits = join(import.meta.dirname, '../../../../shared/data/passages/lib.mjs')

if (existsSync(edits)) {
  const { load } = (await import(edits)) as Edits
  const { docs, cases } = load('dev')
  const passages = cases.flatMap(({ doc, start, end }) => {
    const own = docs.get(doc)
    return own === undefined ? [] : [{ own, selectors: describePassage(own.oldText, start, end) }]
  })
  const rows = { 'other site': { sought: 0, attached: 0 }, 'same site': { sought: 0, attached: 0 } }
  for (const other of docs.values()) {
    const article = indexArticle(other.newText)
    for (const { own, selectors } of passages) {
      if (own.repo === other.repo && own.path === other.path) continue
      const row = rows[own.repo === other.repo ? 'same site' : 'other site']
      row.sought++
      if (findPassage(article, selectors).state !== 'lost') row.attached++
    }
  }
  console.table(rows)
} else {
  console.log('The real articles are not beside this checkout: nothing to measure.')
}
