/**
 * Kills a server under load, starts it again, and looks whether everything that it acknowledged is there, once.
 * On its own: `node test/kill-rounds.ts 200`. It cannot tell `synchronous=FULL` from `OFF` (the system
 * survives, and with it what was written): that is asserted apart.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { paths } from '@afterword/storage'
import type { NewComment } from '@afterword/storage'
import { openDatabase } from '../src/database/database.ts'
import { KEPT_EVENTS } from '../src/database/events.ts'
import { afterword } from './program.ts'
import { ORIGIN, PAGE, SITE, newComment, newToken } from './server.ts'

/** Writers at the same time. */
const WRITERS = 4
/** A round is over after so many acknowledged comments, at the most. */
const MOST_A_ROUND = 20

export interface Tally {
  readonly rounds: number
  readonly acknowledged: number
  /** Sent and never answered: they may be there or not, and were sent again after the next start. */
  readonly unanswered: number
  readonly lost: number
  readonly twice: number
  /** Comments, events and the thread's numbers do not fit together. */
  readonly torn: number
}

export async function killRounds(rounds: number): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-kill-'))
  const plenty = '1000000'
  const settings = {
    AFTERWORD_DATA: folder,
    PORT: '0',
    AFTERWORD_WRITES_PER_ADDRESS: plenty,
    AFTERWORD_WRITES_PER_THREAD: plenty,
  }
  await afterword(['site', 'add', SITE, '--origin', ORIGIN], settings).ended
  const acknowledged = new Set<string>()
  const tokens = Array.from({ length: WRITERS }, newToken)
  const open: (NewComment | undefined)[] = []
  let unanswered = 0

  try {
    for (let round = 0; round < rounds; round++) {
      const server = afterword(['serve'], settings)
      const [, address = ''] = await server.says(/listens on (\S+)/)
      const until = acknowledged.size + 1 + Math.floor(Math.random() * MOST_A_ROUND)
      let killed = false
      const write = async (writer: number): Promise<void> => {
        while (!killed) {
          // What was not answered in the last round goes first, with the same id.
          const comment = (open[writer] ??= newComment())
          const status = await post(address, tokens[writer] ?? '', comment)
          if (status === undefined) unanswered++
          else if (status !== 200 && status !== 201) throw new Error(`A comment was answered with ${status}.`)
          else {
            acknowledged.add(comment.id)
            open[writer] = undefined
          }
          if (acknowledged.size >= until && !killed) {
            killed = true
            server.signal('SIGKILL')
          }
        }
      }
      await Promise.all(tokens.map((_, writer) => write(writer)))
      await server.ended
    }
    return { rounds, acknowledged: acknowledged.size, unanswered, ...(await compare(folder, acknowledged)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `undefined`: the connection broke. */
async function post(address: string, token: string, comment: NewComment): Promise<number | undefined> {
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const url = `${address}${paths.comments(SITE)}?page=${encodeURIComponent(PAGE)}`
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(comment) })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return undefined
  }
}

async function compare(folder: string, acknowledged: ReadonlySet<string>) {
  const { queries, close } = openDatabase(join(folder, 'afterword.sqlite'))
  const rows = await queries.selectFrom('comments').select(['id', 'seq']).execute()
  const thread = await queries.selectFrom('threads').select(['seq', 'count']).executeTakeFirstOrThrow()
  const events = await queries.selectFrom('events').select('seq').where('type', '=', 'created').execute()
  await close()
  const there = new Set(rows.map((row) => row.id))
  const fits =
    thread.seq === rows.length &&
    thread.count === rows.length &&
    new Set(rows.map((row) => row.seq)).size === rows.length
  // Old events go, the newest are all there.
  const told =
    events.length >= Math.min(rows.length, KEPT_EVENTS) && Math.max(...events.map((event) => event.seq)) === thread.seq
  return {
    lost: [...acknowledged].filter((id) => !there.has(id)).length,
    twice: rows.length - there.size,
    torn: fits && told ? 0 : 1,
  }
}

if (import.meta.main) {
  const tally = await killRounds(Number(process.argv[2] ?? 200))
  process.stdout.write(`${JSON.stringify(tally)}\n`)
  process.exitCode = tally.lost + tally.twice + tally.torn === 0 ? 0 : 1
}
