import { pageKey, paths } from '@afterword/storage'
import type { ThreadEvent } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import type { Live } from '../services/live.ts'
import { countStreams } from '../services/streams.ts'
import { eventList } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { eventsQuery, siteParams } from './schemas.ts'

/** Milliseconds. Proxies close what is silent for longer. */
const KEEP_ALIVE = 15_000
/** Milliseconds until a browser comes back after the stream broke. */
const COME_BACK = 2_000
/** When the server ends the streams itself, their readers come back spread over this much more. */
const COME_BACK_SPREAD = 3_000
/** Bytes that a slow reader may be behind before it is let go; it comes back and is told the rest. */
const MOST_BEHIND = 256 * 1024

/** What happens in a thread, as it happens: server-sent events whose id is the thread's number. */
export function eventRoutes(
  { database, streamsPerAddress, clientAddress, disconnect, keepAlive = KEEP_ALIVE }: AppDeps,
  live: Live,
) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(database, 'read')
  const streams = countStreams(streamsPerAddress)
  const path = route(paths.events)

  app.options(path, read, preflight(['GET']))

  app.get(
    path,
    read,
    describe({
      operationId: 'followThread',
      summary:
        'What happened since a number. Server-sent events (event: the type, id: the number, data: the event as JSON); with poll=1 one answer in JSON.',
      answer: eventList,
    }),
    valid('param', siteParams),
    valid('query', eventsQuery),
    async (c) => {
      const query = c.req.valid('query')
      const page = pageKey(query.page)
      const site = c.get('site')
      const resumed = c.req.header('Last-Event-ID')
      const since = Number(resumed !== undefined && /^\d{1,15}$/.test(resumed) ? resumed : (query.since ?? '0'))
      c.header('Cache-Control', 'no-store')
      if (query.poll === '1') return c.json({ events: await live.look(site.id, page, since) })

      const giveBack = streams.take(clientAddress?.(c))
      c.header('Content-Type', 'text/event-stream; charset=utf-8')
      // A proxy that collects the answer would keep the news to itself.
      c.header('X-Accel-Buffering', 'no')
      return c.body(
        openStream({
          keepAlive,
          start(write, end) {
            write(encode(`retry: ${COME_BACK}\n${lines({ type: 'connection', live: true })}`))
            return live.follow({
              siteId: site.id,
              page,
              since,
              deliver: (events) => write(encodeOnce(events)),
              end(why) {
                if (why === 'closing') {
                  write(encode(`retry: ${COME_BACK + Math.floor(Math.random() * COME_BACK_SPREAD)}\n\n`))
                }
                end()
                if (why === 'behind') disconnect?.(c)
              },
            })
          },
          closed: giveBack,
        }),
      )
    },
  )

  return app
}

interface Opening {
  /** Gets what writes to the reader (`false`: too far behind) and what ends the stream; returns what stops writing. */
  readonly start: (write: (bytes: Uint8Array) => boolean, end: () => void) => () => void
  readonly keepAlive: number
  /** Called once, however it ends. */
  readonly closed: () => void
}

function openStream({ start, keepAlive, closed }: Opening): ReadableStream<Uint8Array> {
  let stop: (() => void) | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let ended = false

  function finish(): boolean {
    if (ended) return false
    ended = true
    clearInterval(timer)
    closed()
    stop?.()
    return true
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (bytes: Uint8Array): boolean => {
          if (ended) return false
          controller.enqueue(bytes)
          return (controller.desiredSize ?? 0) > 0
        }
        const end = (): void => {
          if (finish()) controller.close()
        }
        timer = setInterval(() => {
          // It also finds out whether there is still somebody at the other end.
          if (!write(encode(': keep-alive\n\n'))) end()
        }, keepAlive)
        timer.unref()
        stop = start(write, end)
      },
      cancel() {
        finish()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_BEHIND }),
  )
}

function lines(event: ThreadEvent): string {
  const id = event.type === 'connection' ? '' : `id: ${event.seq}\n`
  return `${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

const encoder = new TextEncoder()
const encode = (text: string): Uint8Array => encoder.encode(text)

/** All readers of a thread are handed the same list: what goes to them is made once, not once for each. */
const encoded = new WeakMap<readonly ThreadEvent[], Uint8Array>()

function encodeOnce(events: readonly ThreadEvent[]): Uint8Array {
  const known = encoded.get(events)
  if (known !== undefined) return known
  const bytes = encode(events.map(lines).join(''))
  encoded.set(events, bytes)
  return bytes
}
