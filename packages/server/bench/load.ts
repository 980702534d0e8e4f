import autocannon from 'autocannon'
import { newCommentId } from '@afterword/storage'
import { type Started, start } from './processes.ts'

/**
 * How many requests a second the server answers, beside a floor server that has the same bytes in memory.
 * `node bench/load.ts [seconds]`; both run here at the same time of day, one after the other, several times.
 */
const seconds = Number(process.argv[2] ?? 5)
const ROUNDS = 3
const CONNECTIONS = 32
const SIZE = 100

const server = await start('./server-process.ts', String(SIZE))
const idle = server.memory()
const thread = `${server.address}/v1/sites/bench/thread?page=%2F${SIZE}`
const floor = await start('./floor-process.ts', thread)
const etag = (await fetch(thread)).headers.get('ETag') ?? ''

const rate = async (url: string, headers: Record<string, string> = {}): Promise<number> => {
  const { requests } = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds })
  return requests.average
}
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

const rates = { floor: [] as number[], reads: [] as number[], unchanged: [] as number[], posts: [] as number[] }
for (let round = 0; round < ROUNDS; round++) {
  rates.floor.push(await rate(`${floor.address}/`))
  rates.reads.push(await rate(thread))
  rates.unchanged.push(await rate(thread, { 'If-None-Match': etag }))
  rates.posts.push(await posts(server))
}

/** Comments by different guests on different pages, each acknowledged before the next of its connection. */
async function posts({ address }: Started): Promise<number> {
  const { requests } = await autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: '/',
        setupRequest: (request) => ({
          ...request,
          path: `/v1/sites/bench/comments?page=%2Fp${Math.floor(Math.random() * 1_000)}`,
          headers: {
            'Content-Type': 'application/json',
            Origin: 'https://bench.example',
            Authorization: `Bearer ${token()}`,
          },
          body: JSON.stringify({
            id: newCommentId(),
            parent: null,
            name: 'Ada',
            source: `A word on it, ${Math.random()}.`,
          }),
        }),
      },
    ],
  })
  return requests.average
}

function token(): string {
  return `awg_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`
}

const per = (name: string, numbers: readonly number[]): void => {
  const ratio = median(numbers) / median(rates.floor)
  console.log(`| ${name} | ${Math.round(median(numbers)).toLocaleString('en')} | ${ratio.toFixed(2)} |`)
}
console.log(
  `| a thread of ${SIZE}, ${CONNECTIONS} connections | requests a second | of the floor |\n| --- | --: | --: |`,
)
per('floor: the same bytes from memory', rates.floor)
per('read', rates.reads)
per('read, unchanged (304)', rates.unchanged)
per('post, acknowledged', rates.posts)
console.log(
  `\nMemory: ${idle.toFixed(0)} MB before the first request, ${server.memory().toFixed(0)} MB after the last.`,
)
await Promise.all([server.stop(), floor.stop()])
