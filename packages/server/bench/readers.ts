import { connect } from 'node:net'
import { once } from 'node:events'
import { type Started, start } from './processes.ts'
import { median, ourPost, rate } from './rates.ts'

/**
 * What it costs one process to have thousands of readers follow a thread: memory, the time until all have a new comment, and
 * what is left for who reads. `node bench/readers.ts [readers] [seconds]`
 */
const SIZE = 100
const POSTS = 21
const AT_ONCE = 100

export interface Followed {
  readonly readers: number
  /** Kilobytes of the server for each. */
  readonly memory: number
  /** Milliseconds from sending a comment until the last of them has it: the median and the longest. */
  readonly median: number
  readonly longest: number
  /** The same of a bare server that sends the same bytes: what the network and those who listen take of it. */
  readonly floor: number
  /** Reads a second with them, of those without. */
  readonly reads: number
}

export async function followed(readers: number, seconds: number): Promise<Followed> {
  const server = await start('./server-process.ts', String(SIZE))
  const thread = `${server.address}/v1/sites/bench/thread?page=%2F${SIZE}`
  const alone = await rate(seconds, thread)
  const before = server.memory()
  const crowd = await gather(server, readers)
  const memory = ((server.memory() - before) * 1024) / readers
  const beside = await rate(seconds, thread)
  const waited = await waits(crowd, () => post(server))
  crowd.leave()
  await server.stop()
  return {
    readers,
    memory,
    median: median(waited),
    longest: Math.max(...waited),
    floor: await floorOf(readers, crowd.news()),
    reads: beside / alone,
  }
}

async function floorOf(readers: number, news: string): Promise<number> {
  const server = await start('./floor-stream-process.ts')
  const crowd = await gather(server, readers)
  const waited = await waits(crowd, async () => void (await fetch(server.address, { method: 'POST', body: news })))
  crowd.leave()
  await server.stop()
  return median(waited)
}

async function waits(crowd: Crowd, send: () => Promise<void>): Promise<readonly number[]> {
  const waited: number[] = []
  for (let n = 0; n < POSTS; n++) waited.push(await crowd.reached(send))
  return waited
}

interface Crowd {
  /** Milliseconds until what is sent has reached all of them. */
  reached(send: () => Promise<void>): Promise<number>
  /** What the last of them heard. */
  news(): string
  leave(): void
}

/** Plain sockets: what a client of its own would take of this machine is not the server's. */
async function gather({ address }: Started, readers: number): Promise<Crowd> {
  const { hostname, port } = new URL(address)
  let heard = 0
  let news = ''
  let all = Promise.withResolvers<void>()
  const request = `GET /v1/sites/bench/events?page=%2Fcrowd&since=0 HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`
  const join = async () => {
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.setEncoding('latin1')
    socket.write(request)
    await once(socket, 'data')
    socket.on('data', (text: string) => {
      if (!text.includes('event: created')) return
      heard += 1
      news = text
      if (heard === readers) all.resolve()
    })
    return socket
  }
  const sockets: Awaited<ReturnType<typeof join>>[] = []
  while (sockets.length < readers) {
    const some = Array.from({ length: Math.min(AT_ONCE, readers - sockets.length) }, join)
    sockets.push(...(await Promise.all(some)))
  }
  return {
    async reached(send: () => Promise<void>): Promise<number> {
      heard = 0
      all = Promise.withResolvers<void>()
      const began = performance.now()
      await Promise.all([send(), all.promise])
      return performance.now() - began
    },
    news: () => news,
    leave() {
      for (const socket of sockets) socket.destroy()
    },
  }
}

async function post({ address }: Started): Promise<void> {
  const { headers, body } = ourPost()
  const answer = await fetch(`${address}/v1/sites/bench/comments?page=%2Fcrowd`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
}

if (import.meta.main) {
  const [readers = '5000', seconds = '5'] = process.argv.slice(2)
  console.log(await followed(Number(readers), Number(seconds)))
}
