import { spawn, execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'

/** A machine that runs everything at once is slow, and no test here is about time: milliseconds. */
export const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000 }

/** A real Postgres of one's own, on a free loopback port, gone without a trace when it is stopped. */
export interface Postgres {
  /** The address of a new database, empty or with what stands in another one, to which nobody is connected. */
  newDatabase(template?: string): Promise<string>
  stop(): Promise<void>
}

const INSTALLED = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`, the newest of several; `undefined` where there is none. */
export function postgresBinaries(): string | undefined {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : []
  const folders = versions.toSorted((a, b) => Number(b) - Number(a)).map((version) => join(INSTALLED, version, 'bin'))
  const path = (process.env['PATH'] ?? '').split(':')
  const found = [...folders, ...path].find((folder) => existsSync(join(folder, 'initdb')))
  if (found === undefined && process.env['CI'] !== undefined)
    throw new Error('There is no Postgres: install postgresql.')
  return found
}

/** Runs a program until whoever started it closes its standard input, or dies: a test that is killed leaves nothing running. */
const UNTIL_LET_GO = '"$0" "$@" & program=$!; read -r line; kill -INT $program; wait $program'

/** Attempts to connect, 50 ms apart, before the server is taken for one that did not start. */
const ATTEMPTS = 600

export async function startPostgres(): Promise<Postgres> {
  const binaries = postgresBinaries()
  if (binaries === undefined) throw new Error('There is no Postgres on this machine: install postgresql.')
  const folder = mkdtempSync(join(tmpdir(), 'afterword-postgres-'))
  const user = await unprivileged()
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const run = { ...user, cwd: folder }
  const data = join(folder, 'data')
  // ICU sorts "a" before "B": whoever forgets to ask for bytes finds out.
  const locale = ['--locale=C', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en']
  await promisify(execFile)(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'afterword', '-A', 'trust', '--no-sync', ...locale],
    run,
  )
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=300']
  const server = spawn(
    'sh',
    [
      '-c',
      UNTIL_LET_GO,
      join(binaries, 'postgres'),
      '-D',
      data,
      '-p',
      String(port),
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...run, stdio: ['pipe', 'ignore', 'ignore'] },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))

  const one = await usePostgres(`postgres://afterword@127.0.0.1:${port}/postgres`)
  return {
    ...one,
    async stop() {
      await one.stop()
      server.stdin.end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** New databases on a server that others use, too: stopping takes them away, and nothing else. */
export async function usePostgres(address: string): Promise<Postgres> {
  const admin = await connect(address)
  const made: string[] = []
  return {
    async newDatabase(template) {
      const name = `test_${randomUUID().replaceAll('-', '')}`
      const copied = template === undefined ? '' : ` template ${new URL(template).pathname.slice(1)}`
      await admin.query(`create database ${name}${copied}`)
      made.push(name)
      return new URL(name, address).href
    },
    async stop() {
      for (const name of made) await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** Postgres refuses to run as root: then it runs as the user that its package made, or as nobody. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
  if (userInfo().uid !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: await idOf('-u', name), gid: await idOf('-g', name) }
    } catch {
      // The next one may exist.
    }
  }
  throw new Error('There is no user that Postgres could run as: add one that is not root.')
}

async function idOf(flag: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [flag, name])
  return Number(stdout)
}

async function connect(url: string): Promise<Client> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error())))
    })
  })
}
