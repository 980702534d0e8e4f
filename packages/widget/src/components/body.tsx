import type { Body as CommentBody, ContentTree } from '@afterword/storage'
import { plainTextContent } from '@afterword/storage'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Content } from '../text/content.tsx'
import { useThread } from './context.ts'

/** The words of a comment. */
export function Body({ body }: { readonly body: CommentBody }): JSX.Element {
  const { words } = useThread()
  return (
    <div class="body" part="body" dir="auto">
      {'html' in body ? <Html html={body.html} /> : <Content tree={body.content} codeLabel={words.code} />}
    </div>
  )
}

function Html({ html }: { readonly html: string }): JSX.Element {
  const { words } = useThread()
  return <Content tree={useSanitized(html)} codeLabel={words.code} />
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
