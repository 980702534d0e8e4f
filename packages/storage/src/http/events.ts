import type { ThreadListener, Unsubscribe } from '../adapter.ts'
import { list, object } from '../parse/read.ts'
import { parseThreadEvent } from '../parse/answer.ts'
import type { ThreadEvent } from '../types.ts'

/** What following a thread needs from the adapter. */
export interface Following {
  /** The address of the stream, or of one look (`poll`), after the given number. */
  address(since: number, poll: boolean): string
  /** One request whose answer is parsed. */
  get(address: string, parse: (value: unknown) => readonly ThreadEvent[]): Promise<readonly ThreadEvent[]>
  readonly since: number
  readonly listener: ThreadListener
}

const TYPES = ['created', 'changed', 'removed', 'thread', 'reset'] as const
/** Milliseconds. */
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 15_000
const POLL_EVERY = 15_000
/** After so many streams that never opened, something between here and the server does not let them through. */
const STREAMS_TRIED = 3
/**
 * Streams of one page at once. Without HTTP/2 a browser has six connections to a server, for all of its tabs:
 * were they all streams, nothing else would get through. Further threads ask now and then.
 */
const STREAMS_OF_A_PAGE = 2

let streaming = 0

/**
 * Follows a thread: by a stream of server-sent events where there are such, by asking now and then where there
 * are none. It goes on after the last number it delivered, so nothing is missed or told twice.
 */
export function followEvents({ address, get, since, listener }: Following): Unsubscribe {
  let known = since
  let live: boolean | undefined
  let failures = 0
  let streams = typeof EventSource === 'function'
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  /** Nobody looks: what happened meanwhile is told when somebody does. */
  let resting = isHidden()

  function say(now: boolean): void {
    if (live === now) return
    live = now
    listener({ type: 'connection', live: now })
  }

  function deliver(event: ThreadEvent): void {
    if (ended || event.type === 'connection') return
    // `reset` may go back: the store was restored. Everything else only goes forward.
    if (event.type !== 'reset' && event.seq <= known) return
    known = event.seq
    listener(event)
  }

  function letGo(): void {
    if (source === undefined) return
    source.close()
    source = undefined
    streaming -= 1
  }

  function again(pause: number): void {
    clearTimeout(timer)
    // Not all readers come back in the same moment after a restart.
    timer = setTimeout(start, pause * (0.5 + Math.random() / 2))
  }

  function failed(): void {
    failures += 1
    // Before the first news, a stream that fails may only be one that is not let through.
    if (live === true || failures >= STREAMS_TRIED) say(false)
    again(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures - 1, 10)))
  }

  function stream(): void {
    const own = new EventSource(address(known, false))
    source = own
    streaming += 1
    let opened = false
    own.addEventListener('open', () => {
      opened = true
      failures = 0
      say(true)
    })
    for (const type of TYPES) {
      own.addEventListener(type, (message: MessageEvent<string>) => {
        try {
          deliver(parseThreadEvent(JSON.parse(message.data)))
        } catch {
          // Not understood: leave the stream, so that the gap is filled by what the next one brings.
          restart()
        }
      })
    }
    own.addEventListener('error', () => {
      if (own !== source) return
      letGo()
      if (!opened && failures + 1 >= STREAMS_TRIED) streams = false
      failed()
    })
  }

  function restart(): void {
    letGo()
    failed()
  }

  async function look(): Promise<void> {
    try {
      const events = await get(address(known, true), parseEvents)
      if (ended) return
      failures = 0
      say(true)
      for (const event of events) deliver(event)
      again(POLL_EVERY)
    } catch {
      if (!ended) failed()
    }
  }

  function start(): void {
    clearTimeout(timer)
    if (ended || resting) return
    if (streams && streaming < STREAMS_OF_A_PAGE) stream()
    else void look()
  }

  /** The network is back, or the reader: do not wait for the pause to end. */
  function wake(): void {
    if (ended || (live === true && !resting) || isHidden()) return
    resting = false
    letGo()
    start()
  }

  /** A page in the background holds no connection that another may need. */
  function turn(): void {
    if (!isHidden()) return wake()
    resting = true
    clearTimeout(timer)
    letGo()
  }

  const page = globalThis.document
  globalThis.addEventListener?.('online', wake)
  page?.addEventListener('visibilitychange', turn)
  queueMicrotask(start)

  return () => {
    ended = true
    clearTimeout(timer)
    letGo()
    globalThis.removeEventListener?.('online', wake)
    page?.removeEventListener('visibilitychange', turn)
  }
}

function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden'
}

const events = list(parseThreadEvent, 1_000)

function parseEvents(value: unknown): readonly ThreadEvent[] {
  return events(object(value, '')['events'], 'events')
}
