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
/** Milliseconds in which a stream has to be open, and to show its first sign of life. */
const OPEN_WITHIN = 20_000
/** After so many streams of which nothing was heard, something between here and the server does not let them through. */
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
  /** Runs while nothing is heard of the stream. */
  let silence: ReturnType<typeof setTimeout> | undefined
  const ending = new AbortController()
  const { signal } = ending
  /** Nobody looks: what happened meanwhile is told when somebody does. */
  let resting = isHidden()

  function say(now: boolean): void {
    if (live === now) return
    live = now
    listener({ type: 'connection', live: now })
  }

  function deliver(event: ThreadEvent): void {
    if (signal.aborted || event.type === 'connection') return
    // `reset` may go back: the store was restored. Everything else only goes forward.
    if (event.type !== 'reset' && event.seq <= known) return
    known = event.seq
    listener(event)
  }

  function letGo(): void {
    clearTimeout(silence)
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
    again(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)))
  }

  function stream(): void {
    const own = new EventSource(address(known, false))
    source = own
    streaming += 1
    /** Milliseconds of silence after which it is cut off; 0: the server shows no sign of life. */
    let patience = 0
    const broke = (): void => {
      if (own !== source) return
      letGo()
      // One that was heard of has no failures.
      if (failures + 1 >= STREAMS_TRIED) streams = false
      failed()
    }
    const on = <T>(type: string, hear: (data: T) => void): void =>
      own.addEventListener(type, ({ data }: MessageEvent<string>) => {
        clearTimeout(silence)
        failures = 0
        try {
          hear(JSON.parse(data))
          if (patience > 0) silence = setTimeout(renew, patience)
        } catch {
          // Not understood: leave the stream, so that the gap is filled by what the next one brings.
          broke()
        }
      })
    silence = setTimeout(broke, OPEN_WITHIN)
    own.addEventListener('open', () => say(true))
    own.addEventListener('error', broke)
    for (const type of TYPES) on<unknown>(type, (event) => deliver(parseThreadEvent(event)))
    on<{ readonly within?: number }>('connection', ({ within = 0 }) => (patience = within))
  }

  /** What a silent stream has missed, the next one tells. Whether there is anything to say of it is seen then. */
  function renew(): void {
    letGo()
    start()
  }

  async function look(): Promise<void> {
    try {
      const events = await get(address(known, true), parseEvents)
      if (signal.aborted) return
      failures = 0
      say(true)
      for (const event of events) deliver(event)
      again(POLL_EVERY)
    } catch {
      if (!signal.aborted) failed()
    }
  }

  function start(): void {
    clearTimeout(timer)
    if (signal.aborted || resting) return
    if (streams && streaming < STREAMS_OF_A_PAGE) stream()
    else void look()
  }

  /** The network is back, or the reader: do not wait for the pause to end. */
  function wake(): void {
    if (signal.aborted || (live === true && !resting) || isHidden()) return
    resting = false
    renew()
  }

  /** A page in the background holds no connection that another may need. */
  function turn(): void {
    if (!isHidden()) return wake()
    resting = true
    clearTimeout(timer)
    letGo()
  }

  globalThis.addEventListener?.('online', wake, { signal })
  globalThis.document?.addEventListener('visibilitychange', turn, { signal })
  queueMicrotask(start)

  return () => {
    ending.abort()
    clearTimeout(timer)
    letGo()
  }
}

function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden'
}

const events = list(parseThreadEvent, 1_000)

function parseEvents(value: unknown): readonly ThreadEvent[] {
  return events(object(value, '')['events'], 'events')
}
