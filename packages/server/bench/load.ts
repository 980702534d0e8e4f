/**
 * How many requests a second the server answers, beside a floor server that has the same bytes in memory, and beside bare
 * inserts into the same table. `node bench/load.ts [seconds] [--filled comments] [--readers count] [--write]`: with so many
 * comments in the database besides; with so many who follow a thread; the tables go to `docs/speed/server.md`. All
 * of it runs at the same time of day, one after the other, several times.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fill } from './fill.ts'
import { idleMemory } from './idle.ts'
import { start } from './processes.ts'
import { CONNECTIONS, machine, median, ourPost, posts, rate, saying, whole } from './rates.ts'
import { followed } from './readers.ts'

const ROUNDS = 3
const SIZE = 100
const FOLDER = join(import.meta.dirname, '../../../.bench')
const DOCS = join(import.meta.dirname, '../../../docs/speed/server.md')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { filled: { type: 'string' }, readers: { type: 'string' }, write: { type: 'boolean' } },
})
const seconds = Number(positionals[0] ?? 5)
const lines: string[] = []

function say(line: string): void {
  lines.push(line)
  console.log(line)
}

function inserts(): number {
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'insert-process.ts'), String(seconds)])
  return Number(String(stdout))
}

async function table(title: string, database?: string): Promise<void> {
  const server = await start('./server-process.ts', String(SIZE), ...(database === undefined ? [] : [database]))
  const thread = `${server.address}/v1/sites/bench/thread?page=%2F${SIZE}`
  const floor = await start('./floor-process.ts', thread)
  const etag = (await fetch(thread)).headers.get('ETag') ?? ''
  const seen = { floor: [] as number[], reads: [] as number[], unchanged: [] as number[] }
  const written = { floor: [] as number[], posts: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    saying(`${title}: round ${round + 1} of ${ROUNDS}`)
    seen.floor.push(await rate(seconds, `${floor.address}/`))
    seen.reads.push(await rate(seconds, thread))
    seen.unchanged.push(await rate(seconds, thread, { 'If-None-Match': etag }))
    written.floor.push(inserts())
    written.posts.push(await posts(seconds, server.address, ourPost))
  }
  const row = (name: string, numbers: readonly number[], beside: readonly number[]): void =>
    say(`| ${name} | ${whole(median(numbers))} | ${(median(numbers) / median(beside)).toFixed(2)} |`)
  say(`| ${title} | a second | of its floor |`)
  say('| --- | --: | --: |')
  row('floor: the same bytes from memory', seen.floor, seen.floor)
  row('a thread is read', seen.reads, seen.floor)
  row('it is unchanged (304)', seen.unchanged, seen.floor)
  row('floor: durable inserts, one after the other', written.floor, written.floor)
  row('comments are posted and acknowledged', written.posts, written.floor)
  say('')
  await Promise.all([server.stop(), floor.stop()])
}

say(`${machine('load.ts')}\n`)
await table(`A thread of ${SIZE}, ${CONNECTIONS} connections`)
if (values.filled !== undefined) {
  const file = join(FOLDER, `filled-${values.filled}.sqlite`)
  saying(`${whole(Number(values.filled))} comments are written, unless they are there from the last time`)
  await fill(file, Number(values.filled))
  await table(`The same, beside ${whole(Number(values.filled))} comments`, file)
}
if (values.readers !== undefined) {
  saying(`${whole(Number(values.readers))} readers come`)
  const { readers, memory, median: middle, longest, floor, reads } = await followed(Number(values.readers), seconds)
  say(`| ${whole(readers)} readers follow a thread on one process | |`)
  say('| --- | --: |')
  say(`| memory for each | ${memory.toFixed(1)} kB |`)
  say(`| until a new comment has reached them all: median, longest | ${whole(middle)} ms, ${whole(longest)} ms |`)
  say(
    `| the same bytes from a bare server: median; ours beside it | ${whole(floor)} ms, ${(middle / floor).toFixed(2)} |`,
  )
  say(`| reads a second beside them, of those without | ${reads.toFixed(2)} |`)
  say('')
}
say(`Memory of \`afterword serve\` before the first request: ${whole(await idleMemory())} MB.`)
if (values.write === true) writeFileSync(DOCS, `${lines.join('\n')}\n`)
