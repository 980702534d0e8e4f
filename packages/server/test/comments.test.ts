import { newCommentId, paths } from '@afterword/storage'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { SITE, newComment, newToken, post, request } from './server.ts'

onEveryDatabase((start) => {
  it('keeps one comment of fifty that come at once with one id', async () => {
    const server = await start()
    const token = newToken()
    const comment = newComment()
    const call = () => server.fetch(request(paths.comments(SITE), { method: 'POST', token, json: comment }))
    const answers = await Promise.all(Array.from({ length: 50 }, call))
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([...Array.from({ length: 49 }, () => 200), 201])
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(bodies).size).toBe(1)
    const open = await (await server.fetch(request(paths.thread(SITE)))).json()
    expect(open).toMatchObject({ thread: { seq: 1, count: 1 }, comments: [{ id: comment.id, seq: 1 }] })
    const events = await server.database.queries.selectFrom('events').selectAll().execute()
    expect(events).toHaveLength(1)
    expect(server.errors).toEqual([])
  })

  it('gives fifty that come at once numbers without a gap', async () => {
    const server = await start()
    const comments = await Promise.all(Array.from({ length: 50 }, () => post(server, newToken())))
    expect(comments.map((comment) => comment.seq).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
  })
  it('refuses one id on two pages at once', async () => {
    const server = await start()
    const token = newToken()
    const id = newCommentId()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        server.fetch(
          request(paths.comments(SITE), {
            method: 'POST',
            token,
            query: { page: `/page-${index}` },
            json: newComment({ id }),
          }),
        ),
      ),
    )
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(19)
    expect(await server.database.queries.selectFrom('comments').select('id').execute()).toEqual([{ id }])
    expect(server.errors).toEqual([])
  })
})
