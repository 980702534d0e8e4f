import { signal, type ReadonlySignal } from '@preact/signals'
import { type HandOver, type Identity, StorageError, isPassing, isStorageError } from '@afterword/storage'

/** How far a sign-in is, as the page that began it knows. */
export type Step =
  | { readonly at: 'preparing' }
  | { readonly at: 'choosing' }
  /** A window is open, or should be: `blocked` says that the browser has not opened it. */
  | { readonly at: 'waiting'; readonly address: string; readonly blocked: boolean }
  | { readonly at: 'failed'; readonly error: StorageError }

export interface SignIn {
  readonly step: ReadonlySignal<Step>
  /** Whether the code is to be typed: the window is done, or out of sight, and has told this page nothing. */
  readonly needsCode: ReadonlySignal<boolean>
  /** Whether the window is closed, or the page cut off from it. */
  readonly severed: ReadonlySignal<boolean>
  /** What is wrong at the moment, while it goes on. */
  readonly trouble: ReadonlySignal<StorageError | null>
  begin(): Promise<void>
  /** Opens the window. Only within the press of a button: browsers open no other. */
  open(way: string): void
  /** The code that the reader has read in the window. */
  type(code: string): Promise<void>
  /** Back to the ways. */
  back(): void
  end(): void
}

/** What a window tells. See `WindowMessage` and `RECEIVED` of `@afterword/storage/identity`: two words of the wire. */
const MESSAGE = 'afterword-sign-in'
const RECEIVED = 'afterword-sign-in-received'
/** Milliseconds between two questions how far the window is. */
const ASK_EVERY = 2_000
/** Where a window stands that is small enough to be one. */
const LOOK = 'popup,width=480,height=640'

/**
 * One sign-in, from its beginning to its end: it listens for what the window says, and asks the store now and then.
 *
 * @param lang which language the window is to speak
 */
export function createSignIn(client: Identity, lang: string, done: () => void): SignIn {
  const step = signal<Step>({ at: 'preparing' })
  const needsCode = signal(false)
  const severed = signal(false)
  const trouble = signal<StorageError | null>(null)
  const ending = new AbortController()
  let handOver: HandOver | undefined
  let opened: Window | null = null
  let heard: { readonly code: string; readonly source: MessageEventSource | null } | undefined
  let asking: Promise<void> | undefined

  function fail(error: unknown): void {
    if (ending.signal.aborted) return
    if (!isStorageError(error)) throw error
    step.value = { at: 'failed', error }
  }

  async function claim(code: string | undefined, typed: boolean): Promise<void> {
    if (handOver === undefined) return
    const current = handOver
    try {
      const { state } = await client.claim(current, code === undefined ? {} : { code }, { signal: ending.signal })
      if (ending.signal.aborted || handOver !== current) return
      trouble.value = null
      if (state === 'code') needsCode.value = true
      if (state !== 'done') return
      heard?.source?.postMessage(RECEIVED, { targetOrigin: originOf(current) })
      done()
    } catch (error) {
      if (ending.signal.aborted || handOver !== current) return
      if (!isStorageError(error)) throw error
      // What the window said of a way that was given up.
      if (error.field === 'code' && !typed) heard = undefined
      else if (error.field === 'code' || isPassing(error)) trouble.value = error
      else fail(error)
    }
  }

  /** One at a time: of two answers the later one counts. */
  function ask(): Promise<void> {
    asking ??= claim(heard?.code, false).finally(() => {
      asking = undefined
    })
    return asking
  }

  function originOf(current: HandOver): string {
    return new URL(client.windowAddress(current, '')).origin
  }

  function hear({ origin, data, source }: MessageEvent<unknown>): void {
    if (handOver === undefined || origin !== originOf(handOver)) return
    const code = codeIn(data, handOver.id)
    if (code === undefined) return
    heard = { code, source }
    severed.value = false
    void (asking ?? Promise.resolve()).then(ask)
  }

  function look(): void {
    if (step.peek().at !== 'waiting') return
    if (opened?.closed === true && !severed.peek()) {
      severed.value = true
      needsCode.value = true
    }
    void ask()
  }

  addEventListener('message', hear, { signal: ending.signal })
  const timer = setInterval(look, ASK_EVERY)
  ending.signal.addEventListener('abort', () => clearInterval(timer))

  return {
    step,
    needsCode,
    severed,
    trouble,
    async begin() {
      step.value = { at: 'preparing' }
      heard = undefined
      needsCode.value = severed.value = false
      trouble.value = null
      try {
        handOver = await client.begin({ signal: ending.signal })
        step.value = { at: 'choosing' }
      } catch (error) {
        fail(error)
      }
    },
    open(way) {
      if (handOver === undefined) return
      const address = client.windowAddress(handOver, way, lang)
      heard = undefined
      needsCode.value = severed.value = false
      opened = window.open(address, '_blank', LOOK)
      step.value = { at: 'waiting', address, blocked: opened === null }
    },
    async type(code) {
      trouble.value = null
      await asking
      await claim(code.replace(/\P{Nd}/gu, ''), true)
    },
    back() {
      opened?.close()
      trouble.value = null
      step.value = { at: 'choosing' }
    },
    end() {
      ending.abort()
      opened?.close()
    },
  }
}

function codeIn(data: unknown, id: string): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { type, id: whose, code } = data as Readonly<Record<string, unknown>>
  return type === MESSAGE && whose === id && typeof code === 'string' ? code : undefined
}
