import { parseMarkdown } from '@afterword/markdown'
import { newCommentId } from '@afterword/storage'
import { memoryAdapter } from '@afterword/storage/memory'
import type { Article, Comment, WithContext } from 'schema-dts'
import { expect, it } from 'vitest'
import { type CommentLd, threadJsonLd } from '../src/ssr/json-ld.ts'

const ADDRESS = 'https://www.example.org/tea'

/** All that can be said of a comment. It compiles as long as schema.org has each of these words. */
const KNOWN = {
  '@type': 'Comment',
  '@id': '',
  url: '',
  dateCreated: '',
  dateModified: '',
  author: { '@type': 'Person', name: '' },
  text: '',
  upvoteCount: 0,
  comment: [],
} as const satisfies Required<CommentLd> & Comment

it('says of a thread what schema.org has words for, replies within what they answer', async () => {
  const adapter = memoryAdapter({ parse: parseMarkdown })
  const first = newCommentId()
  const said = [
    [first, null, 'Three times is *soup*.'],
    [newCommentId(), first, 'Not of *that* tea.'],
  ] as const
  for (const [id, parent, source] of said) await adapter.create('/tea', { id, parent, source, name: 'Ada' })
  const thread: WithContext<Article> & ReturnType<typeof threadJsonLd> = threadJsonLd(
    await adapter.open('/tea'),
    ADDRESS,
  )
  expect(thread).toMatchObject({ '@context': 'https://schema.org', '@type': 'Article', url: ADDRESS, commentCount: 2 })
  const [comment] = thread.comment
  expect(comment).toMatchObject({ '@id': `${ADDRESS}#comment-${first}`, text: 'Three times is soup.', upvoteCount: 0 })
  expect(comment?.comment?.map(({ text }) => text)).toEqual(['Not of that tea.'])
  for (const each of [comment, comment?.comment?.[0]]) {
    expect(Object.keys(KNOWN)).toEqual(expect.arrayContaining(Object.keys(each ?? {})))
  }
})
