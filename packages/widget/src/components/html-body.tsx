import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { sanitize } from '../text/sanitize.ts'
import type { HtmlProps } from './body.tsx'
import { Fold } from './fold.tsx'

/** The words of a comment that a legacy store keeps as HTML. */
export function HtmlBody({ html, ...fold }: HtmlProps): JSX.Element {
  const tree = useMemo(() => sanitize(html), [html])
  return <Fold tree={tree} {...fold} />
}
