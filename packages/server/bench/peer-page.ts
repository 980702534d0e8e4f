import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

export interface PeerPage {
  readonly address: string
  close(): void
}

/**
 * The page that the peer's documentation has an owner write, around the same article as the other pages that are measured. Its
 * script and style come from the page's own server, compressed, which is more than a site gets from elsewhere.
 *
 * @param client the folder of its script
 * @param server the address of its own server
 * @param page the path of the thread
 */
export async function servePeerPage(client: string, server: string, page: string): Promise<PeerPage> {
  const app = new Hono()
  app.use(compress())
  app.get('/', (c) =>
    c.html(
      '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bench</title>' +
        '<link rel="stylesheet" href="/waline.css"><article><h1>An article</h1><p>Some words of it, so that there is something to read ' +
        'before the comments.</p></article><div id="waline"></div><script type="module">' +
        `import { init } from '/waline.js'; init({ el: '#waline', lang: 'en', path: '${page}', serverURL: '${server}' })` +
        '</script></html>',
    ),
  )
  const types = { 'waline.js': 'text/javascript', 'waline.css': 'text/css' }
  for (const [name, type] of Object.entries(types)) {
    const text = readFileSync(`${client}/${name}`, 'utf8')
    app.get(`/${name}`, (c) => c.body(text, 200, { 'Content-Type': type }))
  }
  const listening = createAdaptorServer(app)
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, close: () => void listening.close() }
}
