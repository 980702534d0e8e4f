import { DEFAULT_REACTIONS } from '@afterword/storage'
import type { TokenStore } from '@afterword/storage/http'
import { EventSource } from 'eventsource'
import { readConfig } from '../src/config.ts'
import { saveSite } from '../src/database/sites.ts'
import { serve } from '../src/host/serve.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { ORIGIN, SITE } from './server.ts'

/** A server as an operator runs it, on a free port. */
export async function listen(database: string): Promise<RunningServer> {
  const settings = readConfig({ PORT: '0', AFTERWORD_LOG: 'silent' })
  const plenty = 1_000_000
  const server = await serve(
    { ...settings, database, writesPerAddress: plenty, writesPerThread: plenty, streamsPerAddress: plenty },
    { info() {}, warn() {}, error: console.error },
  )
  const site = { key: SITE, origins: [ORIGIN], reactions: DEFAULT_REACTIONS, createdAt: 0 }
  await saveSite(server.database.queries, site)
  return server
}

/** Makes Node a browser as far as the HTTP adapter needs one: requests have an origin, and streams of events can be followed. */
export function becomeBrowser(): () => void {
  const { fetch } = globalThis
  const fetchFromPage: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    request.headers.set('Origin', ORIGIN)
    return fetch(request)
  }
  globalThis.fetch = fetchFromPage
  class PageEventSource extends EventSource {
    constructor(url: string | URL) {
      super(url, { fetch: (address, init) => fetchFromPage(address, init) })
    }
  }
  Object.assign(globalThis, { EventSource: PageEventSource })
  return () => {
    globalThis.fetch = fetch
    Reflect.deleteProperty(globalThis, 'EventSource')
  }
}

/** The tokens of one viewer, as their browser keeps them. */
export function memoryTokens(): TokenStore {
  const kept = new Map<string, string>()
  return { get: (key) => kept.get(key) ?? null, set: (key, token) => void kept.set(key, token) }
}
