import type { ContentTree } from '@afterword/storage'
import { useEffect, useState } from 'preact/hooks'

export type Parse = (source: string) => ContentTree

/** The parser of the store of comments; `null` until it is here. It is asked for when it is wanted. */
export function useParse(wanted: boolean): Parse | null {
  const [parse, setParse] = useState<Parse | null>(null)
  useEffect(() => {
    if (!wanted || parse !== null) return undefined
    let current = true
    import('../text/parse.ts').then(
      (loaded) => current && setParse(() => loaded.parse),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [wanted, parse])
  return parse
}
