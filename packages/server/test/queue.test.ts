import { paths } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type {
  AuditLine,
  BanResult,
  DecisionResult,
  InContext,
  Note,
  QueuePage,
  SiteSettings,
} from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newComment, newToken, post, request } from './server.ts'
import { adminRequest, hire } from './staff.ts'

const queue = (status: string, more: Readonly<Record<string, string>> = {}): string =>
  `${adminPaths.queue(SITE)}?${new URLSearchParams({ status, ...more })}`

onEveryDatabase((start) => {
  it('shows what is held, why, and what readers reported', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const settings = await olive.ask<SiteSettings>(adminPaths.settings(SITE))
    const json = { ...settings, heldWords: ['casino'], mode: 'publish' }
    expect(await olive.ask(adminPaths.settings(SITE), { method: 'PUT', json })).toEqual(json)
    const held = await post(server, newToken(), { source: 'My casino', name: 'Seller' })
    const shown = await post(server, newToken(), { source: 'My view' })
    const report = { reason: 'off-topic', note: 'About something else' }
    await server.fetch(request(paths.report(SITE, shown.id), { method: 'PUT', token: newToken(), json: report }))

    const pending = await olive.ask<QueuePage>(queue('pending'))
    expect(pending).toMatchObject({
      items: [{ comment: { id: held.id, status: 'pending', body: { source: 'My casino' } }, page: PAGE, reports: [] }],
      next: null,
      counts: { pending: 1, published: 1, reported: 1, spam: 0, removed: 0 },
    })
    expect(pending.items[0]?.verdict).toMatchObject({
      phase: 'words',
      why: expect.stringContaining('casino'),
      by: null,
    })
    expect(await olive.ask(queue('reported'))).toMatchObject({
      items: [{ comment: { id: shown.id }, reports: [report] }],
    })

    const decisions = [
      { id: held.id, from: 'pending', to: 'published', why: 'a café' },
      { id: shown.id, from: 'published', to: 'published' },
      { id: newComment().id, from: 'pending', to: 'spam' },
      { id: held.id, from: 'pending', to: 'spam' },
    ]
    const results = await olive.ask<DecisionResult[]>(adminPaths.decisions(SITE), { method: 'POST', json: decisions })
    expect(results).toMatchObject([
      { done: true, item: { comment: { status: 'published' }, verdict: { by: 'Olive', why: 'a café' } } },
      { done: true, item: { reports: [] } },
      { done: false, code: 'not-found', item: null },
      { done: false, code: 'conflict', item: { verdict: { by: 'Olive' } } },
    ])
    expect((await olive.ask<QueuePage>(queue('reported'))).counts).toMatchObject({ reported: 0, published: 2 })
    const audit = await olive.ask<AuditLine[]>(adminPaths.audit(SITE))
    expect(audit.map(({ by, what }) => `${by} ${what}`)).toEqual(
      expect.arrayContaining(['Olive published', 'Olive changed settings']),
    )
  })

  it('pages through a queue while others write, and narrows it', async () => {
    let now = 1_000
    const server = await start({ clock: () => now })
    const olive = await hire(server, 'Olive')
    const written: string[] = []
    const token = newToken()
    for (let index = 0; index < 60; index++) {
      now += index % 3
      written.push((await post(server, token, { source: `Words ${index} 100%` })).id)
    }
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: QueuePage = await olive.ask(queue('published', cursor === '' ? {} : { cursor }))
      seen.push(...page.items.map(({ comment }) => comment.id))
      cursor = page.next
      now += 10
      await post(server, newToken(), { source: 'Later' }, '/elsewhere')
    }
    expect(seen.toSorted()).toEqual(written.toSorted())
    const found = async (more: Readonly<Record<string, string>>) =>
      (await olive.ask<QueuePage>(queue('published', more))).items.map(({ comment }) => comment.body)
    expect(await found({ search: 'WORDS 7 ' })).toMatchObject([{ source: 'Words 7 100%' }])
    expect(await found({ search: '7 100%' })).toHaveLength(6)
    expect(await found({ search: '7_100' })).toEqual([])
    expect(await found({ page: '/elsewhere' })).not.toHaveLength(0)
    expect(await found({ page: '/nowhere' })).toEqual([])
    const guessed = queue('published', { cursor: 'guess' })
    const refused = await server.fetch(adminRequest(guessed, { cookie: olive.cookie }))
    expect(await refused.json()).toMatchObject({ code: 'bad-cursor' })
  })

  it('shows a comment in its context, with what is known of its author', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const token = newToken()
    const top = await post(server, newToken(), { source: 'Top' })
    const other = await post(server, token, { source: 'Other' })
    const reply = await post(server, token, { source: 'Reply', parent: top.id })
    const author = reply.author?.id ?? ''
    const notes = await olive.ask<Note[]>(adminPaths.notes(SITE), { method: 'POST', json: { author, text: 'Kind' } })
    expect(notes).toMatchObject([{ text: 'Kind', by: 'Olive' }])
    const call = { method: 'POST', json: { kind: 'author', comment: reply.id, why: 'enough', days: 1 } }
    expect(await olive.ask<BanResult>(adminPaths.bans(SITE), call)).toMatchObject({
      bans: [{ kind: 'author', value: author, name: 'Ada', why: 'enough', by: 'Olive' }],
      hidden: [],
    })
    const context = await olive.ask<InContext>(adminPaths.comment(SITE, reply.id))
    expect(context).toMatchObject({
      comment: { id: reply.id },
      above: [{ id: top.id }],
      history: { published: 2 },
      others: [{ comment: { id: other.id } }],
      notes: [{ text: 'Kind' }],
      banned: true,
    })
    const json = newComment()
    const refused = await server.fetch(request(paths.comments(SITE), { method: 'POST', token, json }))
    expect(await refused.json()).toMatchObject({ code: 'refused' })
    await olive.ask(adminPaths.bans(SITE), { method: 'DELETE', json: { kind: 'author', value: author } })
    expect((await server.fetch(request(paths.comments(SITE), { method: 'POST', token, json }))).status).toBe(201)
  })
})
