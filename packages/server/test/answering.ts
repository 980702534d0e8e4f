import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach } from 'vitest'

export interface Asked {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Somebody outside who is asked: a real server on this machine. */
export interface Answering {
  /** `http://127.0.0.1:1234` */
  readonly url: string
  /** As `AFTERWORD_LOCAL_SERVICES` names it. */
  readonly local: string
  /** What it was asked, in order. */
  readonly asked: Asked[]
  /** What it does with a request from now on, until the next test. */
  answer: (response: ServerResponse, asked: Asked) => void
}

/** One server for a file; it forgets everything between two tests. */
export async function startAnswering(): Promise<Answering> {
  const says = (response: ServerResponse): void => void response.writeHead(204).end()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const asked = { path: request.url ?? '', headers: request.headers, body }
      answering.asked.push(asked)
      answering.answer(response, asked)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const local = `127.0.0.1:${port}`
  const answering: Answering = { url: `http://${local}`, local, asked: [], answer: says }
  beforeEach(() => {
    answering.asked.length = 0
    answering.answer = says
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return answering
}

/** Answers with JSON, or with text as it is. */
export function saying(what: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, headers).end(typeof what === 'string' ? what : JSON.stringify(what))
  }
}
