import { toText } from '@afterword/markdown'
import type { Comment } from '@afterword/storage'
import type { JSX } from 'preact'

/** The words of a comment as plain text in which every link shows where it leads: what a moderator needs to see. */
export function Words({ comment }: { readonly comment: Comment }): JSX.Element {
  const { body, passage } = comment
  const text = body === null ? '' : 'html' in body ? body.html : toText(body.content)
  return (
    <>
      {passage !== null && (
        <blockquote class="passage" dir="auto">
          {passage.quote}
        </blockquote>
      )}
      <p class="words" dir="auto">
        {text}
      </p>
    </>
  )
}
