import { once } from 'node:events'
import { request as forward } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { DEFAULT_REACTIONS } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import { generate } from 'selfsigned'
import { readConfig } from '../src/config.ts'
import { findSite, saveSite } from '../src/database/sites.ts'
import type { Site } from '../src/database/sites.ts'
import { serve } from '../src/host/serve.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { createAccounts } from '../src/services/staff/accounts.ts'
import { SITE } from './server.ts'
import { PASSWORD, cookieOf } from './staff.ts'

/** A page that the host answers with, and the headers that it has besides. */
export interface HostPage {
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * A site and the server of its comments, both over https, with a certificate that is made here. They are two sites for a
 * browser (`127.0.0.1` and `localhost`), so that a cookie of one is the other's third party.
 */
export interface TwoSites {
  /** The origin of the site's pages. */
  readonly pages: string
  /** The address of the server. */
  readonly server: string
  readonly running: RunningServer
  readonly site: Site
  /** What the pages of the site are, by path; a page that is not there is empty. */
  readonly html: Map<string, HostPage>
  /** The cookie of an owner who is signed in to the dashboard. */
  signInOwner(name: string): Promise<{ readonly name: string; readonly value: string }>
  stop(): Promise<void>
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** @param settings of the server, as an operator sets them */
export async function startTwoSites(settings: Readonly<Record<string, string>> = {}): Promise<TwoSites> {
  const names = [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
  ] as const
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [...names] }],
  })

  /** What answers is known only when the port is. */
  async function listen(answer: () => Answer) {
    const server = createServer({ key, cert }, (request, response) => answer()(request, response))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { port: (server.address() as AddressInfo).port, close: () => server.close().closeAllConnections() }
  }

  const html = new Map<string, HostPage>()
  const host = await listen(() => (request, response) => {
    const page = html.get(new URL(request.url ?? '/', 'https://host').pathname)
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page?.html ?? '')
  })
  let upstream = 0
  const front = await listen(() => (request, response) => {
    const { method = 'GET', url: path = '/', headers } = request
    const passed = forward({ host: '127.0.0.1', port: upstream, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    response.on('close', () => passed.destroy())
    request.pipe(passed)
  })
  const pages = `https://127.0.0.1:${host.port}`
  const server = `https://localhost:${front.port}`
  const config = { ...readConfig({ PORT: '0', AFTERWORD_ADDRESS: server, ...settings }), database: ':memory:' }
  const running = await serve(config, { info() {}, warn() {}, error: console.error })
  upstream = running.port
  const { queries } = running.database
  await saveSite(queries, { key: SITE, origins: [pages], reactions: DEFAULT_REACTIONS, createdAt: 0 })
  const site = await findSite(queries, SITE)
  if (site === undefined) throw new Error('There is no site.')

  return {
    pages,
    server,
    running,
    site,
    html,
    async signInOwner(name) {
      const link = await createAccounts({ database: running.database, clock: Date.now }).invite(site, 'owner')
      const answer = await fetch(running.address + adminPaths.staff, {
        method: 'POST',
        headers: { Origin: running.address, 'Content-Type': 'application/json' },
        body: JSON.stringify({ link, name, password: PASSWORD }),
      })
      const [cookie = '', value = ''] = cookieOf(answer).split('=')
      return { name: cookie, value }
    },
    async stop() {
      host.close()
      front.close()
      await running.stop()
    },
  }
}
