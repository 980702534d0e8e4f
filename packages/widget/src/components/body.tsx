import type { Body as CommentBody } from '@afterword/storage'
import { plainTextContent } from '@afterword/storage'
import type { JSX } from 'preact'
import { Fold, type FoldProps } from './fold.tsx'
import type { HtmlProps } from './html-body.tsx'
import { lazy } from './lazy.tsx'

export interface BodyProps extends Omit<FoldProps, 'tree'> {
  readonly body: CommentBody
}

/** The words of a comment. */
export function Body({ body, ...fold }: BodyProps): JSX.Element {
  return (
    <div class="body" part="body" dir="auto">
      {'html' in body ? <Html html={body.html} {...fold} /> : <Fold tree={body.content} {...fold} />}
    </div>
  )
}

/** HTML of a legacy store. The sanitiser is fetched when the first such comment comes; until then, its words. */
const Html = /* @__PURE__ */ lazy(() => import('./html-body.tsx').then(({ HtmlBody }) => HtmlBody), HtmlWords)

function HtmlWords({ html, ...fold }: HtmlProps): JSX.Element {
  return <Fold tree={plainTextContent(html.replace(/<[^<>]*>/g, ' '))} {...fold} />
}
