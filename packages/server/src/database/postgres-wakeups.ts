import type { Client } from 'pg'

const CHANNEL = 'afterword'
/** Milliseconds. */
const FIRST_PAUSE = 250
const LONGEST_PAUSE = 10_000

export interface PostgresChannel {
  /** Tells every server on this database, this one among them. Loss is allowed. */
  notify(payload: string): void
  close(): Promise<void>
}

/**
 * A connection of its own that listens for what other servers on the same database say. When it breaks it is
 * made anew; what was said meanwhile is found by whoever looks behind the wake-ups.
 */
export function postgresChannel(url: string, heard: (payload: string) => void): PostgresChannel {
  let client: Client | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE
  let closed = false
  const unsent = new Set<string>()
  let sending = false

  function lost(which: Client): void {
    if (client !== which) return
    client = undefined
    which.end().catch(() => {})
    again()
  }

  function again(): void {
    if (closed) return
    timer = setTimeout(() => void connect(), pause)
    timer.unref()
    pause = Math.min(LONGEST_PAUSE, pause * 2)
  }

  async function connect(): Promise<void> {
    const pg = await import('pg')
    const own = new pg.Client({
      connectionString: url,
      application_name: 'afterword-live',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    own.on('error', () => lost(own))
    own.on('end', () => lost(own))
    own.on('notification', ({ payload }) => {
      if (payload !== undefined) heard(payload)
    })
    try {
      await own.connect()
      await own.query(`listen ${CHANNEL}`)
      if (closed) return void (await own.end())
      client = own
      pause = FIRST_PAUSE
    } catch {
      own.end().catch(() => {})
      again()
    }
  }

  /** One after the other, as a connection wants it; what is said twice meanwhile is said once. */
  async function send(): Promise<void> {
    if (sending) return
    sending = true
    try {
      for (const payload of unsent) {
        unsent.delete(payload)
        await client?.query('select pg_notify($1, $2)', [CHANNEL, payload])
      }
    } catch {
      unsent.clear()
    } finally {
      sending = false
    }
  }

  const connecting = connect()

  return {
    notify(payload) {
      if (client === undefined) return
      unsent.add(payload)
      void send()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await connecting
      const own = client
      client = undefined
      await own?.end().catch(() => {})
    },
  }
}
