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
/** Milliseconds until a browser comes back after the stream ended. */
const COME_BACK = 2_000
/** Bytes that a slow reader may be behind before it is let go; it comes back and is told the rest. */
const MOST_BEHIND = 256 * 1024

/** What happens in a thread, as it happens: server-sent events whose id is the thread's number. */
export function eventRoutes(
  { database, streamsPerAddress, clientAddress }: Pick<AppDeps, 'database' | 'streamsPerAddress' | 'clientAddress'>,
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
        openStream((write, end) => {
          write(`retry: ${COME_BACK}\n${lines({ type: 'connection', live: true })}`)
          return live.follow({
            siteId: site.id,
            page,
            since,
            deliver: (events) => write(events.map(lines).join('')),
            end,
          })
        }, giveBack),
      )
    },
  )

  return app
}

/**
 * @param start gets what writes to the reader (`false`: too far behind) and what ends the stream; returns what
 *   stops writing
 * @param closed called once, however it ends
 */
function openStream(
  start: (write: (text: string) => boolean, end: () => void) => () => void,
  closed: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
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
        const write = (text: string): boolean => {
          if (ended) return false
          controller.enqueue(encoder.encode(text))
          return (controller.desiredSize ?? 0) > 0
        }
        const end = (): void => {
          if (finish()) controller.close()
        }
        stop = start(write, end)
        timer = setInterval(() => {
          if (!write(': keep-alive\n\n')) end()
        }, KEEP_ALIVE)
        timer.unref()
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
