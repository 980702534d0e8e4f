import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { DEFAULT_REACTIONS, STORAGE_ERRORS, paths } from '@afterword/storage'
import { describe, expect, it, vi } from 'vitest'
import { createApp } from '../src/app.ts'
import { docsPage } from '../src/host/docs-page.ts'
import { health } from '../src/host/health.ts'
import { describeError } from '../src/host/log.ts'
import { readConfig } from '../src/config.ts'
import { saveSite } from '../src/database/sites.ts'
import { TIMES } from '../src/host/listening.ts'
import { serve } from '../src/host/serve.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { widgetFiles } from '../src/host/widget-files.ts'
import { seed } from '../src/services/seed.ts'
import { onEveryDatabase } from './databases.ts'
import { folders } from './folder.ts'
import { ORIGIN, PAGE, SITE, startServer } from './server.ts'

const folder = folders()
const EVENTS = `${paths.events(SITE)}?page=${encodeURIComponent(PAGE)}`
const quiet = { info() {}, warn() {}, error() {} }

async function addSite({ database }: RunningServer): Promise<void> {
  await saveSite(database.queries, { key: SITE, origins: [], reactions: DEFAULT_REACTIONS, createdAt: 0 })
}

describe('/healthz', () => {
  onEveryDatabase((start) => {
    it('says that the database answers, and that it does not', async () => {
      const server = await start()
      const app = health(server.database, quiet)
      expect((await app.request('/healthz')).status).toBe(200)
      await server.database.close()
      const answer = await app.request('/healthz')
      expect(answer.status).toBe(503)
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    })
  })
})

describe('/docs', () => {
  it('shows every address of the API without a script, under a policy that lets its own style through', async () => {
    const server = await startServer(':memory:')
    const api = createApp(server.deps)
    const answer = await docsPage(() => api.request('/v1/openapi.json')).request('/docs')
    const page = await answer.text()
    const policy = answer.headers.get('Content-Security-Policy') ?? ''
    expect(page).not.toMatch(/<script| on\w+=| style=|https?:\/\//)
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? []
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(policy).toContain("default-src 'none'")
    const document = (await (await api.request('/v1/openapi.json')).json()) as { readonly paths: object }
    expect(Object.keys(document.paths).length).toBeGreaterThan(5)
    for (const path of Object.keys(document.paths)) expect(page).toContain(`<code>${path}</code>`)
    for (const [, name = ''] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${name}"`)
    await server.close()
  })
})

describe('the widget’s files', () => {
  const script = `console.log(${JSON.stringify('afterword '.repeat(100))})`

  function files() {
    const built = folder()
    mkdirSync(join(built, 'chunks'))
    writeFileSync(join(built, 'afterword.js'), script)
    writeFileSync(join(built, 'afterword-a1B2c3D4e5.js'), script)
    writeFileSync(join(built, 'chunks', 'composer-a1B2c3D4.js'), script)
    writeFileSync(join(built, 'secret.txt'), 'nobody asks for this')
    return { built, app: widgetFiles(built) }
  }

  it('go to any page, as scripts', async () => {
    const answer = await files().app.request('/afterword.js')
    expect(answer.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(await answer.text()).toBe(script)
  })

  it('are kept for ever where the name says what is in them, and asked for again where it does not', async () => {
    const { app } = files()
    for (const path of ['/chunks/composer-a1B2c3D4.js', '/afterword-a1B2c3D4e5.js']) {
      expect((await app.request(path)).headers.get('Cache-Control')).toContain('immutable')
    }
    const entry = await app.request('/afterword.js')
    expect(entry.headers.get('Cache-Control')).not.toContain('immutable')
    const headers = { 'If-None-Match': entry.headers.get('ETag') ?? '' }
    const again = await app.request('/afterword.js', { headers })
    expect({ status: again.status, body: await again.text() }).toEqual({ status: 304, body: '' })
  })

  it('are compressed as the browser likes it', async () => {
    const { app } = files()
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const answer = await app.request('/afterword.js', { headers: { 'Accept-Encoding': encoding } })
      expect(answer.headers.get('Content-Encoding')).toBe(encoding)
      expect(answer.headers.get('Vary')).toContain('Accept-Encoding')
      expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script)
    }
  })

  it('change when they are built anew', async () => {
    const { built, app } = files()
    const before = await app.request('/afterword.js')
    writeFileSync(join(built, 'afterword.js'), 'new()')
    const after = await app.request('/afterword.js')
    expect(await after.text()).toBe('new()')
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
  })

  it('are all that is served of the folder', async () => {
    const { app } = files()
    for (const path of [
      '/secret.txt',
      '/chunks/..%2fsecret.txt',
      '/chunks/../secret.txt',
      '/chunks/gone-12345678.js',
    ]) {
      expect((await app.request(path)).status).toBe(404)
    }
  })
})

describe('the log', () => {
  it('does not quote the row that a database refused', () => {
    const refused = Object.assign(new Error('null value in column "name"'), {
      code: '23502',
      detail: 'Failing row contains (1, my words, 203.0.113.7).',
    })
    const logged = JSON.stringify(describeError(new Error('It failed.', { cause: refused })))
    expect(logged).toContain('23502')
    expect(logged).not.toContain('my words')
  })
})

describe('a server that listens', () => {
  it('closes on who never ends a request’s header', async () => {
    const config = { ...readConfig({ PORT: '0' }), database: ':memory:' }
    const server = await serve(config, quiet, { times: { header: 50, request: 100, check: 20 } })
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(server.port, '127.0.0.1')
      socket.setEncoding('utf8').on('data', (part: string) => (text += part))
      socket.once('close', () => resolve(text))
      socket.write('GET /healthz HTTP/1.1\r\nHost: ')
    })
    expect(answer).toContain('408')
    await server.stop()
  })

  it('closes on who never ends a request’s body', async () => {
    const config = { ...readConfig({ PORT: '0' }), database: ':memory:' }
    const server = await serve(config, quiet, { times: { header: 50, request: 100, check: 20 } })
    const site = { key: SITE, origins: [ORIGIN], reactions: DEFAULT_REACTIONS, createdAt: 0 }
    await saveSite(server.database.queries, site)
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(server.port, '127.0.0.1')
      socket.setEncoding('utf8').on('data', (part: string) => (text += part))
      socket.once('close', () => resolve(text))
      const headers = ['Host: localhost', `Origin: ${ORIGIN}`, 'Content-Type: application/json', 'Content-Length: 5000']
      socket.write(`POST ${paths.comments(SITE)}?page=/a HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n{`)
    })
    expect(answer).toContain('408')
    await server.stop()
  })

  it('gives a request’s header ten seconds and all of it fifteen, when nothing else is said', () => {
    expect(TIMES).toMatchObject({ header: 10_000, request: 15_000 })
  })

  it('answers what is not there with a problem', async () => {
    const server = await serve({ ...readConfig({ PORT: '0' }), database: ':memory:' }, quiet)
    const answer = await fetch(`${server.address}/nothing`)
    expect(answer.status).toBe(STORAGE_ERRORS['not-found'])
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    await server.stop()
    await server.stop()
  })

  it('believes its proxy about addresses when it is told to, and nobody else', async () => {
    const config = { ...readConfig({ PORT: '0' }), database: ':memory:', streamsPerAddress: 1 }
    for (const trustProxy of [true, false]) {
      const warnings: string[] = []
      const log = { ...quiet, warn: (_fields: object, message: string) => void warnings.push(message) }
      const server = await serve({ ...config, trustProxy }, log)
      await addSite(server)
      const statusFrom = async (forwarded: string): Promise<number> => {
        const answer = await fetch(new URL(EVENTS, server.address), { headers: { 'X-Forwarded-For': forwarded } })
        return answer.status
      }
      expect(await statusFrom('203.0.113.7')).toBe(200)
      expect(await statusFrom('203.0.113.7, 198.51.100.1')).toBe(trustProxy ? 200 : 429)
      // What a reader writes in front of what the proxy adds makes no new address.
      expect(await statusFrom('192.0.2.1, 198.51.100.2')).toBe(429)
      expect(warnings.join()).toEqual(trustProxy ? '' : expect.stringContaining('AFTERWORD_TRUST_PROXY=1'))
      await server.stop()
    }
  })

  it('cuts the connection of a reader that does not read', { timeout: 30_000 }, async () => {
    const config = { ...readConfig({ PORT: '0' }), database: ':memory:' }
    const server = await serve(config, quiet, { times: { keepAlive: 20 } })
    await addSite(server)
    // More than a machine keeps for somebody who does not read.
    const megabytes = 20
    const text = 'many words '.repeat(900)
    const comments = Array.from({ length: megabytes * 50 }, (_, ago) => ({ name: 'Ada', text, ago }))
    await seed({ database: server.database, now: Date.now() }, SITE, { page: PAGE, comments })

    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`GET ${EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    await once(socket, 'readable')
    let received = 0
    const closed = once(socket, 'close')
    // It reads again when it is too late.
    await vi.waitUntil(() => server.followers === 0, { timeout: 20_000 })
    socket.on('data', (part: Buffer) => (received += part.length))
    await closed
    expect(received).toBeLessThan(megabytes * 1e6)
    await server.stop()
  })
})
