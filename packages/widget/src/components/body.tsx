import type { Body as CommentBody, ContentTree } from '@afterword/storage'
import { plainTextContent } from '@afterword/storage'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Fold, type FoldProps } from './fold.tsx'

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

interface HtmlProps extends Omit<FoldProps, 'tree'> {
  readonly html: string
}

function Html({ html, ...fold }: HtmlProps): JSX.Element {
  return <Fold tree={useSanitized(html)} {...fold} />
}

/** HTML of a legacy store. The sanitiser is fetched when the first such comment comes. */
function useSanitized(html: string): ContentTree {
  const [tree, setTree] = useState<ContentTree>([])
  useEffect(() => {
    let current = true
    import('../text/sanitize.ts').then(
      ({ sanitize }) => current && setTree(sanitize(html)),
      () => current && setTree(plainTextContent(html.replace(/<[^<>]*>/g, ' '))),
    )
    return () => {
      current = false
    }
  }, [html])
  return tree
}
