import { pageKey, paths } from '@afterword/storage'
import type { ThreadEvent } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import type { Following, Live } from '../services/live.ts'
import { countStreams } from '../services/streams.ts'
import { eventList } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { eventsQuery, siteParams } from './schemas.ts'

/** Milliseconds between two signs of life. Proxies close what is silent for longer. */
const KEEP_ALIVE = 15_000
/** A reader that misses so many of them is cut off, though its connection looks open. */
const SIGNS_MISSED = 3
/** Milliseconds until a browser comes back after the stream broke. */
const COME_BACK = 2_000
/** When the server ends the streams itself, their readers come back spread over this much more. */
const COME_BACK_SPREAD = 3_000
/** Bytes that wait for a slow reader. It is told more when it has read them. */
const MOST_WAITING = 256 * 1024
/** A reader that took nothing for so many signs of life is let go. It comes back and is told the rest. */
const PATIENCE = 4

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
        'What happened since a number. Server-sent events (event: the type, id: the number, data: the event as JSON); with poll=1 one answer in JSON. A sign of life is an event of type connection, which says `within` how many milliseconds the next one comes.',
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
            write(encode(`retry: ${COME_BACK}\n${signOfLife(keepAlive)}`))
            return live.follow({
              siteId: site.id,
              page,
              since,
              deliver: (events) => write(encodeOnce(events)),
              end() {
                write(encode(`retry: ${COME_BACK + Math.floor(Math.random() * COME_BACK_SPREAD)}\n\n`))
                end()
              },
            })
          },
          closed: giveBack,
          stuck: () => disconnect?.(c),
        }),
      )
    },
  )

  return app
}

interface Opening {
  /** Gets what writes to the reader (`false`: enough waits for it) and what ends the stream. */
  readonly start: (write: (bytes: Uint8Array) => boolean, end: () => void) => Following
  readonly keepAlive: number
  /** Called once, however it ends. */
  readonly closed: () => void
  /** Called when it ended because nobody reads. */
  readonly stuck: () => void
}

function openStream({ start, keepAlive, closed, stuck }: Opening): ReadableStream<Uint8Array> {
  let following: Following | undefined
  /** Signs of life since the reader was full; `undefined` while it is not. */
  let full: number | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let ended = false

  function finish(): boolean {
    if (ended) return false
    ended = true
    clearInterval(timer)
    closed()
    following?.stop()
    return true
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (bytes: Uint8Array): boolean => {
          if (ended) return false
          controller.enqueue(bytes)
          if ((controller.desiredSize ?? 0) > 0) return true
          full ??= 0
          return false
        }
        const end = (): void => {
          if (finish()) controller.close()
        }
        timer = setInterval(() => {
          if (full === undefined) return void write(encode(signOfLife(keepAlive)))
          full++
          if (full < PATIENCE) return
          end()
          stuck()
        }, keepAlive)
        timer.unref()
        following = start(write, end)
        if (ended) following.stop()
      },
      pull() {
        if (full === undefined) return
        full = undefined
        following?.resume()
      },
      cancel() {
        finish()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
  )
}

function lines(event: ThreadEvent): string {
  const id = event.type === 'connection' ? '' : `id: ${event.seq}\n`
  return `${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** Not a comment, which a browser keeps from the page. It says within how many milliseconds another one comes. */
function signOfLife(keepAlive: number): string {
  const sign = { type: 'connection', live: true, within: keepAlive * SIGNS_MISSED }
  return `event: connection\ndata: ${JSON.stringify(sign)}\n\n`
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
