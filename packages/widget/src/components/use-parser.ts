import type { ContentTree } from '@afterword/storage'
import { useEffect, useState } from 'preact/hooks'

export interface Parser {
  parse(source: string): ContentTree
  wordsOf(source: string): string
}

/** The parser of the store of comments; `null` until it is here. It is asked for when it is wanted. */
export function useParser(wanted: boolean): Parser | null {
  const [parser, setParser] = useState<Parser | null>(null)
  useEffect(() => {
    if (!wanted || parser !== null) return undefined
    let current = true
    import('../text/parse.ts').then(
      ({ parse, wordsOf }) => current && setParser({ parse, wordsOf }),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [wanted, parser])
  return parser
}
