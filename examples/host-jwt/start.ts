import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createLogger, findSite, readConfig, saveSite, serve, setHostKey } from '@afterword/server'
import { createSite } from './site.ts'

/** The site, and a server for its comments beside it. A real one has its secret from the dashboard, and keeps it. */
const SITE = 'host-jwt'
const PORT = 4510

const config = readConfig({ PORT: '0' })
const { address, database } = await serve({ ...config, database: ':memory:' }, createLogger('warn'))
const secret = randomBytes(32).toString('base64url')
const origins = [`http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`]
await saveSite(database.queries, { key: SITE, origins, reactions: ['👍'], createdAt: Date.now() })
const site = await findSite(database.queries, SITE)
if (site !== undefined) await setHostKey(database.queries, site, { host: { algorithm: 'HS256', key: secret } })

const pages = createSite({ server: address, site: SITE, secret })
pages.listen(PORT, '127.0.0.1')
await once(pages, 'listening')
console.info(`The site is at http://localhost:${PORT}`)
