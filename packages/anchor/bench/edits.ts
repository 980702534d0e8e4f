import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describePassage, findPassage, indexArticle, type ArticleIndex, type Selector } from '../src/index.ts'

/** Prints how well passages of real articles are found again after real edits, when those lie beside the checkout. */

interface Algorithm {
  readonly name: string
  describe(text: string, start: number, end: number): Selector[]
  prepare(text: string): ArticleIndex
  anchor(article: ArticleIndex, selectors: Selector[]): { start: number; end: number } | null
}

interface Scorer {
  score(algorithm: Algorithm, split: string, options: object): Promise<object>
  fmt(result: object, kinds: boolean): void
}

const scorer = join(import.meta.dirname, '../../../../shared/data/passages/score.mjs')

if (existsSync(scorer)) {
  const { score, fmt } = (await import(scorer)) as Scorer
  const algorithm: Algorithm = {
    name: '@afterword/anchor',
    describe: describePassage,
    prepare: indexArticle,
    anchor(article, selectors) {
      const found = findPassage(article, selectors)
      return found.state === 'lost' ? null : found
    },
  }
  fmt(await score(algorithm, 'dev', {}), true)
} else {
  console.log('The real edits are not beside this checkout: nothing to measure.')
}
