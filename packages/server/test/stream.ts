import { parseThreadEvent } from '@afterword/storage'
import type { ThreadEvent } from '@afterword/storage'

/** One message of a stream of server-sent events, as it stands on the wire. */
interface Message {
  readonly id: string | undefined
  readonly event: string | undefined
  readonly data: string | undefined
  readonly retry: string | undefined
}

/** A stream of server-sent events that is read by hand, so that a test sees what a browser hides. */
export interface Stream {
  /** Up to the first message that fits; `undefined` when the stream ended before. */
  until(fits: (message: Message) => boolean): Promise<Message | undefined>
  /** The next so many changes of the thread. */
  events(count: number): Promise<readonly ThreadEvent[]>
  close(): Promise<void>
}

export function readStream(response: Response): Stream {
  const { body } = response
  if (!response.ok || body === null) throw new Error(`${response.status}: no stream`)
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  async function next(): Promise<Message | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const message = parseMessage(text.slice(0, end))
        text = text.slice(end + 2)
        return message
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += value
    }
  }

  async function until(fits: (message: Message) => boolean): Promise<Message | undefined> {
    for (;;) {
      const message = await next()
      if (message === undefined || fits(message)) return message
    }
  }

  return {
    until,
    async events(count) {
      const events: ThreadEvent[] = []
      while (events.length < count) {
        const message = await until(({ event }) => event !== undefined && event !== 'connection')
        if (message?.data === undefined) throw new Error(`The stream ended after ${events.length} of ${count} events.`)
        const event = parseThreadEvent(JSON.parse(message.data))
        if (message.event !== event.type || message.id !== String(numberOf(event))) {
          throw new Error(`A message says ${message.event} ${message.id}, its event ${event.type} ${numberOf(event)}.`)
        }
        events.push(event)
      }
      return events
    },
    close: () => reader.cancel(),
  }
}

/** The event's number; a connection has none. */
export function numberOf(event: ThreadEvent): number | undefined {
  return event.type === 'connection' ? undefined : event.seq
}

function parseMessage(text: string): Message {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [name = '', ...rest] = line.split(': ')
    fields.set(name === '' ? ':' : name, rest.join(': '))
  }
  return {
    id: fields.get('id'),
    event: fields.get('event'),
    data: fields.get('data'),
    retry: fields.get('retry'),
  }
}
