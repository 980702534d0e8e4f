import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { servePeerPage } from './peer-page.ts'
import type { Post } from './rates.ts'

/**
 * Another comment system with its own server, to compare with: Waline on SQLite. It is installed by name into a folder that
 * is not committed, with the native build of SQLite that it needs.
 */
const SERVER = '@waline/vercel'
const VERSION = '1.39.3'
const CLIENT = '@waline/client'
const CLIENT_VERSION = '3.15.2'
const FOLDER = join(import.meta.dirname, '../../../.bench/waline')
const PORT = 8360
const ATTEMPTS = 300

/** The tables that its documentation has an owner make. */
const TABLES = `
  create table wl_comment (
    id integer primary key autoincrement, user_id integer, comment text, insertedAt timestamp default current_timestamp,
    ip text default '', link text, mail text, nick text, pid integer, rid integer, sticky numeric, status text not null default '',
    "like" integer, ua text, url text, createdAt timestamp default current_timestamp, updatedAt timestamp default current_timestamp
  );
  create table wl_counter (
    id integer primary key autoincrement, time integer, reaction0 integer, reaction1 integer, reaction2 integer,
    reaction3 integer, reaction4 integer, reaction5 integer, reaction6 integer, reaction7 integer, reaction8 integer, url text not null,
    createdAt timestamp default current_timestamp, updatedAt timestamp default current_timestamp
  );
  create table wl_users (
    id integer primary key autoincrement, display_name text not null default '', email text not null default '',
    password text not null default '', type text not null default '', label text, url text, avatar text, github text, twitter text,
    facebook text, google text, weibo text, qq text, oidc text, huawei text, "2fa" text,
    createdAt timestamp default current_timestamp, updatedAt timestamp default current_timestamp
  );`

export interface Peer {
  readonly name: string
  /** The address that its own interface asks for when a page with the thread is opened. */
  readonly thread: string
  readonly post: () => Post
  readonly address: string
  /** A page with the thread on it, and what is in a comment there. */
  readonly page: { readonly address: string; readonly comment: string }
  stop(): Promise<void>
}

/** Starts it with a thread of so many comments; two in three are replies, as in ours. */
export async function startPeer(size: number): Promise<Peer> {
  install()
  const data = mkdtempSync(join(tmpdir(), 'afterword-peer-'))
  writeThread(join(data, 'waline.sqlite'), size)
  // With every request it asks a service of its makers which ways there are to sign in. Here it is told so at once, and from nearby.
  const signIn = createServer(
    (_, answer) => void answer.setHeader('Content-Type', 'application/json').end('{"services":[]}'),
  )
  signIn.listen(0, '127.0.0.1')
  await once(signIn, 'listening')
  const { port } = signIn.address() as AddressInfo
  const server = spawn(process.execPath, ['node_modules/@waline/vercel/vanilla.js'], {
    cwd: FOLDER,
    // It takes one comment a minute from an address unless it is told not to, and asks a service about each.
    env: {
      ...process.env,
      SQLITE_PATH: data,
      OAUTH_URL: `http://127.0.0.1:${port}`,
      IPQPS: '0',
      AKISMET_KEY: 'false',
      JWT_TOKEN: 'bench',
    },
    stdio: 'ignore',
  })
  const address = `http://127.0.0.1:${PORT}`
  const thread = `${address}/api/comment?path=%2F${size}&pageSize=10&page=1&lang=en&sortBy=insertedAt_desc`
  await answers(thread, server)
  const page = await servePeerPage(join(FOLDER, 'node_modules', CLIENT, 'dist'), address, `/${size}`)
  return {
    name: `Waline ${VERSION}, its own server on SQLite`,
    thread,
    address,
    page: { address: page.address, comment: '.wl-content' },
    post: () => ({
      path: '/api/comment?lang=en',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        nick: 'Ada',
        mail: 'ada@example.org',
        comment: `A word on it, ${Math.random()}.`,
        url: `/p${Math.floor(Math.random() * 1_000)}`,
        ua: 'bench',
      }),
    }),
    async stop() {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      signIn.close()
      page.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function install(): void {
  const isHere = ['sqlite3/build', CLIENT].every((part) => existsSync(join(FOLDER, 'node_modules', part)))
  if (isHere) return
  console.log(`Fetching ${SERVER} and ${CLIENT}…`)
  const packages = [`${SERVER}@${VERSION}`, `${CLIENT}@${CLIENT_VERSION}`]
  const args = ['install', '--prefix', FOLDER, '--no-audit', '--no-fund', ...packages]
  const { status } = spawnSync('npm', args, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`${packages.join(' and ')} could not be fetched.`)
}

function writeThread(file: string, size: number): void {
  const database = new DatabaseSync(file)
  database.exec(TABLES)
  const insert = database.prepare(
    `insert into wl_comment (comment, nick, mail, url, ua, ip, status, pid, rid) values (?, ?, '', ?, '', '', 'approved', ?, ?)`,
  )
  let root: number | null = null
  let last: number | null = null
  database.exec('begin')
  for (let index = 0; index < size; index++) {
    const reply = index % 6 !== 0 && index % 6 !== 5
    const words = `The weights got out at night and nobody was told until the morning: ${index}.`
    const parents: readonly [number | null, number | null] = reply ? [last, root] : [null, null]
    last = Number(insert.run(words, `Reader ${index % 40}`, `/${size}`, ...parents).lastInsertRowid)
    if (!reply) root = last
  }
  database.exec('commit')
  database.close()
}

async function answers(address: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS && server.exitCode === null; attempt++) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The peer does not answer.')
}
