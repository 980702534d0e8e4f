import { newCommentId, parseModerated, parseOpenThread, parseUnpublished, paths } from '@afterword/storage'
import type { Moderated, Moderation, OpenThread, Unpublished } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { AuditLine, BanResult, InContext } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { SITE, newComment, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { asPerson, tokenOn } from './signing-in.ts'
import { hire } from './staff.ts'

/** Somebody who moderates, at the dashboard and in place. */
async function moderator(server: TestServer, name = 'Mia') {
  const staff = await hire(server, name, SITE, 'moderator')
  const token = await tokenOn(server.database, SITE, asPerson(staff))
  const send = async (id: string, json: Moderation): Promise<Moderated> => {
    const answer = await server.fetch(request(paths.moderation(SITE, id), { method: 'POST', token, json }))
    if (!answer.ok) throw new Error(await answer.text())
    return parseModerated(await answer.json())
  }
  return {
    ...staff,
    token,
    send,
    decide: (id: string, from: 'published' | 'pending' | 'spam' | 'removed', to: typeof from) =>
      send(id, { type: 'decide', from, to }),
    async unpublished(): Promise<Unpublished> {
      const answer = await server.fetch(request(paths.unpublished(SITE), { token }))
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      return parseUnpublished(await answer.json())
    },
  }
}

async function open(server: TestServer): Promise<OpenThread> {
  return parseOpenThread(await (await server.fetch(request(paths.thread(SITE)))).json())
}

const ids = ({ comments }: Unpublished): string[] => comments.map(({ comment }) => comment.id)

onEveryDatabase((start) => {
  it('does in place what the dashboard does: the same verdicts, the same books', async () => {
    const server = await start()
    const [mia, max] = [await moderator(server), await moderator(server, 'Max')]
    const { id } = await post(server, newToken())
    await mia.decide(id, 'published', 'spam')
    const seen = await max.ask<InContext>(adminPaths.comment(SITE, id))
    expect(seen.verdict).toMatchObject({ status: 'spam', phase: 'staff', by: 'Mia' })
    expect(await max.decide(id, 'published', 'removed')).toMatchObject({
      done: false,
      item: { comment: { status: 'spam' }, verdict: { by: 'Mia' } },
    })
    await max.decide(id, 'spam', 'published')
    await max.send(id, { type: 'pin', pinned: true })
    await mia.send(id, { type: 'label', label: 'Publisher' })
    const { hidden } = await mia.send(id, { type: 'ban', hide: true, days: 7, why: 'enough' })
    expect(hidden).toEqual([id])
    await mia.send(id, { type: 'unban', restore: hidden })
    const audit = await max.ask<readonly AuditLine[]>(adminPaths.audit(SITE))
    expect(audit.map(({ by, what }) => `${by} ${what}`)).toEqual([
      'Mia published',
      'Mia lifted a ban',
      'Mia removed',
      'Mia banned',
      'Mia labelled',
      'Max pinned',
      'Max published',
      'Mia spam',
    ])
    expect((await open(server)).thread.count).toBe(1)
  })

  it('lists what waits before what had its verdict, the newest first, and says where there is more', async () => {
    const server = await start()
    const mia = await moderator(server)
    const written = []
    for (let index = 0; index < 103; index++) written.push(await post(server, newToken()))
    for (const { id } of written.slice(0, 2)) await mia.decide(id, 'published', 'spam')
    for (const { id } of written.slice(2, 102)) await mia.decide(id, 'published', 'pending')
    const all = await mia.unpublished()
    const expected = [...written.slice(2, 102).toReversed(), ...written.slice(0, 2).toReversed()]
    expect(ids(all)).toEqual(expected.map(({ id }) => id))
    expect(all.more).toBe(false)
    await mia.decide(written[102]?.id ?? '', 'published', 'pending')
    expect((await mia.unpublished()).more).toBe(true)
    expect((await mia.unpublished()).comments).toHaveLength(102)
  })

  it('brings what readers reported and can read, once for each comment, until somebody has decided', async () => {
    const server = await start()
    await server.addSite('other')
    const mia = await moderator(server)
    const [first, second, third] = [
      await post(server, newToken()),
      await post(server, newToken()),
      await post(server, newToken()),
    ]
    for (const { id } of [first, second]) {
      for (const token of [newToken(), newToken()]) {
        const call = { method: 'PUT', token, json: { reason: 'spam', note: 'sells things' } }
        expect((await server.fetch(request(paths.report(SITE, id), call))).status).toBe(200)
      }
    }
    const reported = async () => (await mia.unpublished()).reported.map(({ comment, reports }) => [comment.id, reports])
    expect(await reported()).toEqual([
      [second.id, 2],
      [first.id, 2],
    ])
    // What is held comes with its reports among what is not published.
    await mia.decide(third.id, 'published', 'pending')
    await mia.decide(first.id, 'published', 'published')
    expect(await reported()).toEqual([[second.id, 2]])
    await mia.decide(second.id, 'published', 'spam')
    expect(await reported()).toEqual([])
    expect(ids(await mia.unpublished())).toEqual([third.id, second.id])
  })

  it('tells nobody of what is not published but who moderates this site', async () => {
    const server = await start()
    await server.addSite('other')
    const mia = await moderator(server)
    const { id } = await post(server, newToken(), { source: 'Between us.' })
    await mia.decide(id, 'published', 'pending')
    const elsewhere = await tokenOn(server.database, 'other', {
      provider: 'host',
      subject: '1',
      name: 'Eve',
      staffId: null,
    })
    const tokens = [undefined, newToken(), elsewhere, `awa_${'x'.repeat(43)}`]
    for (const token of tokens) {
      const answer = await server.fetch(request(paths.unpublished(SITE), token === undefined ? {} : { token }))
      expect([401, 403]).toContain(answer.status)
      expect(await answer.text()).not.toContain('Between us.')
    }
    // Who was dismissed is a reader from that moment on.
    const owner = await hire(server, 'Ona', SITE, 'owner')
    await owner.ask(adminPaths.people(SITE), { method: 'DELETE', json: { id: mia.staff.id } })
    const after = await server.fetch(request(paths.unpublished(SITE), { token: mia.token }))
    expect(after.status).toBe(401)
  })

  it('bans none of those who look after the site, themselves least of all', async () => {
    const server = await start()
    const [mia, max] = [await moderator(server), await moderator(server, 'Max')]
    const own = await post(server, mia.token)
    expect(own.author).toMatchObject({ badge: 'moderator' })
    for (const who of [mia, max]) {
      expect(await who.send(own.id, { type: 'ban', hide: true }).catch(String)).toContain('looks after this site')
    }
    expect(await post(server, mia.token)).toMatchObject({ status: 'published' })
    // Whoever had a badge and was dismissed can be banned like everybody.
    const owner = await hire(server, 'Ona', SITE, 'owner')
    await owner.ask(adminPaths.people(SITE), { method: 'DELETE', json: { id: mia.staff.id } })
    const json = { kind: 'author', comment: own.id, hide: true }
    const { hidden } = await owner.ask<BanResult>(adminPaths.bans(SITE), { method: 'POST', json })
    expect(hidden).toHaveLength(2)
  })

  it('refuses a banned author whatever their badge is', async () => {
    const server = await start()
    const mia = await moderator(server)
    const token = newToken()
    const { id, author } = await post(server, token)
    await server.database.queries
      .updateTable('authors')
      .set({ badge: 'author' })
      .where('id', '=', author?.id ?? '')
      .execute()
    await mia.send(id, { type: 'ban', hide: false })
    const again = request(paths.comments(SITE), { method: 'POST', token, json: newComment() })
    expect(await (await server.fetch(again)).json()).toMatchObject({ code: 'refused' })
  })

  it('tells who has the page open that a label or a badge is another, and keeps no answer from before', async () => {
    const server = await start()
    const mia = await moderator(server)
    const token = newToken()
    const reply = await post(server, token, { parent: (await post(server, token)).id })
    const own = await post(server, mia.token)
    const etag = (await server.fetch(request(paths.thread(SITE)))).headers.get('ETag')
    const newsSince = async (seq: number) => {
      const query = { since: String(seq), poll: '1' }
      const { events } = (await (await server.fetch(request(paths.events(SITE), { query }))).json()) as {
        readonly events: readonly { readonly type: string; readonly comment: { readonly author: unknown } }[]
      }
      return events.map(({ type, comment: { author } }) => ({ type, author }))
    }
    const { seq } = (await open(server)).thread
    await mia.send(reply.id, { type: 'label', label: 'Publisher' })
    const told = await newsSince(seq)
    expect(told).toHaveLength(2)
    for (const each of told) expect(each).toMatchObject({ type: 'changed', author: { label: 'Publisher' } })
    const kept = await server.fetch(request(paths.thread(SITE), { headers: { 'If-None-Match': etag } }))
    expect(kept.status).toBe(200)

    const before = (await open(server)).thread.seq
    const owner = await hire(server, 'Ona', SITE, 'owner')
    await owner.ask(adminPaths.people(SITE), { method: 'DELETE', json: { id: mia.staff.id } })
    const [dropped, ...more] = await newsSince(before)
    expect([dropped?.type, more.length]).toEqual(['changed', 0])
    expect(dropped?.author).not.toHaveProperty('badge')
    const { comments } = await open(server)
    expect(comments.find(({ id }) => id === own.id)?.author).not.toHaveProperty('badge')
  })

  it('lets a moderator say where a passage is now, and writes that down', async () => {
    const server = await start()
    const mia = await moderator(server)
    const selectors = [{ type: 'TextPositionSelector', start: 1, end: 8 } as const]
    const { id } = await post(server, newToken(), { passage: { quote: 'weights', selectors } })
    const anew = [{ type: 'TextPositionSelector', start: 11, end: 18 } as const]
    const send = (token: string, version: number) =>
      server.fetch(request(paths.selectors(SITE, id), { method: 'PATCH', token, json: { selectors: anew, version } }))
    expect((await send(newToken(), 1)).status).toBe(403)
    expect(await (await send(mia.token, 1)).json()).toMatchObject({
      version: 2,
      editedAt: null,
      passage: { quote: 'weights', selectors: anew },
    })
    expect((await send(mia.token, 1)).status).toBe(409)
    const [line] = await mia.ask<readonly AuditLine[]>(adminPaths.audit(SITE))
    expect(line).toMatchObject({ by: 'Mia', what: 'set a passage anew', about: id })
  })

  it('says no to what makes no sense, and changes nothing', async () => {
    const server = await start()
    const mia = await moderator(server)
    const { id } = await post(server, newToken())
    const { seq } = (await open(server)).thread
    const bad: readonly unknown[] = [
      null,
      [],
      {},
      { type: 'delete' },
      { type: 'decide', from: 'published' },
      { type: 'decide', from: 'published', to: 'gone' },
      { type: 'decide', from: 'published', to: 'spam', staff: 'Eve' },
      { type: 'pin', pinned: 1 },
      { type: 'label', label: 'x'.repeat(31) },
      { type: 'label', label: ' \u200b' },
      { type: 'ban' },
      { type: 'ban', hide: false, days: 0 },
      { type: 'ban', hide: false, days: 1.5 },
      { type: 'unban', restore: 'all' },
      { type: 'unban', restore: ['no id'] },
    ]
    for (const json of bad) {
      const answer = await server.fetch(request(paths.moderation(SITE, id), { method: 'POST', token: mia.token, json }))
      expect([400, 413, 422], JSON.stringify(json)).toContain(answer.status)
    }
    for (const gone of [newCommentId(), 'no-id']) {
      const json = { type: 'pin', pinned: true }
      const answer = await server.fetch(
        request(paths.moderation(SITE, gone), { method: 'POST', token: mia.token, json }),
      )
      expect([400, 404]).toContain(answer.status)
    }
    expect((await open(server)).thread.seq).toBe(seq)
  })
})
