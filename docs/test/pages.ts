import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of a page. */
export interface Sample {
  readonly page: string
  /** Which of its page it is, from 1. */
  readonly index: number
  readonly language: string
  readonly code: string
}

const DOCS = join(import.meta.dirname, '..')

/** Everything that the pages show as code; decisions are about code that is elsewhere. */
export const samples: readonly Sample[] = globSync('*.md', { cwd: DOCS })
  .toSorted()
  .flatMap((page) =>
    [...readFileSync(join(DOCS, page), 'utf8').matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
      ([, language = '', code = ''], index) => ({ page, index: index + 1, language, code }),
    ),
  )

export function samplesIn(...languages: readonly string[]): readonly Sample[] {
  return samples.filter(({ language }) => languages.includes(language))
}
