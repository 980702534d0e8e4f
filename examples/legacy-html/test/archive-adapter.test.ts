import { describe, expect, it } from 'vitest'
import { archiveAdapter, type OldComment } from '../archive-adapter.ts'

const old = (id: number, parent: number, html: string): OldComment => ({
  id,
  parent,
  author: `Author ${id}`,
  date: new Date(Date.UTC(2009, 0, id)).toISOString(),
  html,
})

describe('an archive', () => {
  it('is read in the order of the conversation, answers below what they answer', async () => {
    const adapter = archiveAdapter({
      '/a': [old(1, 0, '<p>One</p>'), old(2, 0, '<p>Two</p>'), old(3, 1, '<p>Three</p>')],
    })
    const { comments, thread } = await adapter.open('/a')
    expect(comments.map(({ body }) => body)).toEqual([
      { html: '<p>One</p>' },
      { html: '<p>Three</p>' },
      { html: '<p>Two</p>' },
    ])
    expect(comments.map(({ depth }) => depth)).toEqual([0, 1, 0])
    expect(comments[1]?.parent).toBe(comments[0]?.id)
    expect(thread).toMatchObject({ count: 3, closed: true })
  })

  it('keeps an answer whose comment is lost, at the top', async () => {
    const { comments } = await archiveAdapter({ '/a': [old(7, 5, '<p>To whom?</p>')] }).open('/a')
    expect(comments).toMatchObject([{ depth: 0, parent: null }])
  })

  it('is empty for a page that nobody wrote on, and takes nothing new', async () => {
    const adapter = archiveAdapter({})
    expect((await adapter.open('/b')).comments).toEqual([])
    const comment = { id: '00000000-0000-7000-8000-000000000001', parent: null, source: 'New', name: 'Ada' }
    await expect(adapter.create('/b', comment)).rejects.toMatchObject({ code: 'unsupported' })
  })
})
