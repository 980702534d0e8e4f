import { availableParallelism, cpus, loadavg } from 'node:os'
import autocannon from 'autocannon'
import { newCommentId } from '@afterword/storage'

/** As many readers and writers ask at the same time, each again as soon as it is answered. */
export const CONNECTIONS = 32

/** A request that posts a comment; each with other words. */
export interface Post {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Answers a second. */
export async function rate(seconds: number, url: string, headers: Record<string, string> = {}): Promise<number> {
  const { requests } = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds })
  return requests.average
}

/** Comments a second, each acknowledged before the next of its connection. */
export async function posts(seconds: number, address: string, next: () => Post): Promise<number> {
  const { requests, non2xx } = await autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [{ method: 'POST', path: '/', setupRequest: (request) => ({ ...request, ...next() }) }],
  })
  if (non2xx > 0) throw new Error(`${non2xx} comments were refused.`)
  return requests.average
}

/** A comment by another guest, on one of a thousand pages. */
export function ourPost(): Post {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  return {
    path: `/v1/sites/bench/comments?page=%2Fp${Math.floor(Math.random() * 1_000)}`,
    headers: {
      'Content-Type': 'application/json',
      Origin: 'https://bench.example',
      Authorization: `Bearer awg_${token}`,
    },
    body: JSON.stringify({ id: newCommentId(), parent: null, name: 'Ada', source: `A word on it, ${Math.random()}.` }),
  }
}

/** Says what is being done to whoever waits for the table, and nothing to whom the table is piped to. */
export const saying = (what: string): void => console.error(`  ${what}…`)

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
export const whole = (number: number): string => Math.round(number).toLocaleString('en')

/** When and where a table was measured, and how. */
export function machine(file: string): string {
  const [cpu] = cpus()
  const command = ['node', `packages/server/bench/${file}`, ...process.argv.slice(2)].join(' ')
  const day = new Date().toISOString().slice(0, 10)
  // Under the load of others a server loses more than a floor that does next to nothing.
  const load = loadavg()[0]?.toFixed(1)
  return `Measured on ${day} at a load of ${load} on ${availableParallelism()} cores (${cpu?.model.trim()}), Node ${process.versions.node}, by \`${command}\`.`
}
