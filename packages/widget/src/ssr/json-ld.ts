import { toText } from '@afterword/markdown'
import { type Comment, type OpenThread, UP } from '@afterword/storage'

/** A comment as schema.org has it. */
export interface CommentLd {
  readonly '@type': 'Comment'
  readonly '@id': string
  readonly url: string
  readonly dateCreated: string
  readonly dateModified?: string
  readonly author: { readonly '@type': 'Person'; readonly name: string }
  readonly text: string
  readonly upvoteCount: number
  readonly comment?: readonly CommentLd[]
}

export interface ThreadLd {
  readonly '@context': 'https://schema.org'
  readonly '@type': 'Article'
  readonly '@id': string
  readonly url: string
  readonly commentCount: number
  readonly comment: readonly CommentLd[]
}

/**
 * What a search engine reads of a thread: schema.org comments under their article, replies within what they
 * answer. Tombstones say nothing and are left out; what answers them stands in their place.
 *
 * @param address of the article's page, in full
 */
export function threadJsonLd({ thread, comments }: OpenThread, address: string): ThreadLd {
  const children = Map.groupBy(comments, ({ parent }) => parent)
  const shown = new Set(comments.map(({ id }) => id))
  // In a part of a branch the first ones answer what is not here.
  const tops = comments.filter(({ parent }) => parent === null || !shown.has(parent))

  const describe = (comment: Comment): readonly CommentLd[] => {
    const replies = (children.get(comment.id) ?? []).flatMap(describe)
    const { author, body } = comment
    if (author === null || body === null) return replies
    return [
      {
        '@type': 'Comment',
        '@id': `${address}#comment-${comment.id}`,
        url: `${address}#comment-${comment.id}`,
        dateCreated: new Date(comment.createdAt).toISOString(),
        ...(comment.editedAt === null ? {} : { dateModified: new Date(comment.editedAt).toISOString() }),
        author: { '@type': 'Person', name: author.name },
        text: 'html' in body ? body.html.replace(/<[^>]*>/g, ' ') : toText(body.content),
        upvoteCount: comment.reactions[UP] ?? 0,
        ...(replies.length === 0 ? {} : { comment: replies }),
      },
    ]
  }

  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': address,
    url: address,
    commentCount: thread.count,
    comment: tops.flatMap(describe),
  }
}
