/** Every entry point is imported by Node, and does nothing there by itself. */
import assert from 'node:assert/strict'
import { parseMarkdown, toHtml } from '@afterword/markdown'
import { describePassage } from '@afterword/anchor'
import { createApp, migrate, openDatabase } from '@afterword/server'
import { newCommentId } from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { outbox } from '@afterword/storage/outbox'
import { testAdapter } from '@afterword/storage/testing'
import { AfterwordComments, mount } from 'afterword'
import 'afterword/define'
import { renderThread } from 'afterword/ssr'

assert.equal(toHtml(parseMarkdown('*hello*')), '<p><em>hello</em></p>')
for (const entry of [describePassage, createApp, httpAdapter, testAdapter, AfterwordComments, mount]) {
  assert.equal(typeof entry, 'function')
}

const adapter = outbox(memoryAdapter({ store: memoryStore(), viewer: { id: 'ada', guest: true } }))
await adapter.create('/page', { id: newCommentId(), parent: null, source: 'From a package.', name: 'Ada' })
const thread = await adapter.open('/page')
const options = { site: 'example', page: '/page', address: 'https://site.example/page' }
assert.match(await renderThread(thread, options), /From a package\./)
await adapter.close()

const database = openDatabase(':memory:')
await migrate(database)
await database.close()
