/**
 * The first comment on the screen, reads and writes beside another comment system with the same thread under the same load, on the same machine at the same time of
 * day. `node bench/beside-peers.ts [seconds] [--visits 7] [--write]`: the tables go to `docs/speed/peers.md`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type System, launch, visit } from './page/measure.ts'
import { startPeer } from './peers.ts'
import { start } from './processes.ts'
import { CONNECTIONS, machine, median, ourPost, posts, rate, saying, whole } from './rates.ts'

const ROUNDS = 3
const SIZE = 100
const DOCS = join(import.meta.dirname, '../../../docs/speed/peers.md')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, visits: { type: 'string', default: '7' } },
})
const seconds = Number(positionals[0] ?? 5)
const server = await start('./server-process.ts', String(SIZE))
const thread = `${server.address}/v1/sites/bench/thread?page=%2F${SIZE}`
const peer = await startPeer(SIZE)

const ours = { reads: [] as number[], posts: [] as number[] }
const theirs = { reads: [] as number[], posts: [] as number[] }
for (let round = 0; round < ROUNDS; round++) {
  saying(`round ${round + 1} of ${ROUNDS}`)
  ours.reads.push(await rate(seconds, thread))
  theirs.reads.push(await rate(seconds, peer.thread))
  ours.posts.push(await posts(seconds, server.address, ourPost))
  theirs.posts.push(await posts(seconds, peer.address, peer.post))
}
const row = (name: string, own: readonly number[], other: readonly number[]): string =>
  `| ${name} | ${whole(median(own))} | ${whole(median(other))} | ${(median(own) / median(other)).toFixed(0)} times |`

const own = (name: string, path: string): System => ({
  name,
  address: `${server.address}/${path}/${SIZE}`,
  comment: '.comment .body',
})
const systems: readonly System[] = [
  { name: peer.name, ...peer.page },
  own('Afterword', 'ours'),
  own('with the preload line', 'preloaded'),
  own('drawn by the server', 'rendered'),
  own('and its styles with it', 'inlined'),
]
const browser = await launch()
const seen = systems.map(() => [] as number[])
for (let turn = 0; turn < Number(values.visits); turn++) {
  saying(`visit ${turn + 1} of ${values.visits}`)
  for (const [index, system] of systems.entries()) seen[index]?.push((await visit(browser, system)).firstComment)
}
await browser.close()
const theirFirst = median(seen[0] ?? [])
const firsts = systems.map(({ name }, index) => {
  const first = median(seen[index] ?? [])
  return `| ${name} | ${(first / 1_000).toFixed(2)} s | ${(first / theirFirst).toFixed(2)} |`
})

const lines = [
  machine('beside-peers.ts'),
  '',
  `| A thread of ${SIZE}, ${CONNECTIONS} connections, a second | Afterword | ${peer.name} | |`,
  '| --- | --: | --: | --: |',
  row('a page of the thread is read', ours.reads, theirs.reads),
  row('comments are posted and acknowledged', ours.posts, theirs.posts),
  '',
  `| A thread of ${SIZE}, opened cold as above | first comment | of theirs |`,
  '| --- | --: | --: |',
  ...firsts,
]
console.log(lines.join('\n'))
if (values.write === true) writeFileSync(DOCS, `${lines.join('\n')}\n`)
await Promise.all([server.stop(), peer.stop()])
