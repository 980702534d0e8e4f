import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { sanitize } from '../text/sanitize.ts'
import { Fold, type FoldProps } from './fold.tsx'

export interface HtmlProps extends Omit<FoldProps, 'tree'> {
  readonly html: string
}

/** The words of a comment that a legacy store keeps as HTML. */
export function HtmlBody({ html, ...fold }: HtmlProps): JSX.Element {
  const tree = useMemo(() => sanitize(html), [html])
  return <Fold tree={tree} {...fold} />
}
