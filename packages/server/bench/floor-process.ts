import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** Answers with the bytes of an address, from memory: what no server that does anything can be faster than. */
const [address = ''] = process.argv.slice(2)
const answer = await fetch(address, { headers: { 'Accept-Encoding': 'identity' } })
const bytes = new Uint8Array(await answer.arrayBuffer())
const app = new Hono().get('*', (c) => c.body(bytes, 200, { 'Content-Type': 'application/json' }))
const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}/`),
)
process.once('SIGTERM', () => listening.close())
