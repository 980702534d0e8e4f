import { EVERYTHING, type StorageAdapter, WITHOUT_REPORTS } from '@afterword/storage'
import { mayTryAgain, type Opening, openAddress, openOverHttp } from '@afterword/storage/http/open'
import { createPart } from '../store/part.ts'
import { effect } from '@preact/signals'
import type { Source } from '../store/source.ts'
import { type Settings, scopeOf } from './settings.ts'

/** Where the comments of an element come from, and what belongs to that. */
export interface ElementSource extends Source {
  /** The name that drafts and what waits are kept under. */
  readonly scope: string
  /** Whether nothing leaves this browser. */
  readonly ownStorage: boolean
  /** Closes what was opened for this element. An owner's own adapter stays open. */
  close(): void
}

/**
 * The owner's adapter, else the server's, else this browser's own storage. With a server the comments are read
 * with next to no code; the adapters themselves (`adapters.ts`) are a part that comes when they are wanted.
 */
export function sourceFor(
  settings: Settings,
  given: StorageAdapter | null,
  opening: Opening | undefined,
): ElementSource {
  const { server, site } = settings
  const part = createPart(
    async () => (await import('./adapters.ts')).wholeAdapter(settings, given),
    (whole) => whole,
  )
  const whole: Source['whole'] = async () => (await part.load()).adapter
  const shared = {
    whole,
    close() {
      // What is still on its way is closed when it is here.
      const stop = effect(() => void part.value.value?.close().catch(() => undefined))
      if (part.value.peek() !== null) stop()
    },
  }
  if (given !== null) {
    return {
      ...shared,
      supports: given.supports,
      open: (...call) => given.open(...call),
      scope: 'adapter',
      ownStorage: false,
    }
  }
  if (server === null) {
    return {
      ...shared,
      supports: WITHOUT_REPORTS,
      open: async (...call) => (await whole()).open(...call),
      scope: 'browser',
      ownStorage: true,
    }
  }
  // A wrong address is the owner's mistake, said before anything is drawn.
  openAddress({ server, site }, settings.page)
  let early = opening
  return {
    ...shared,
    supports: EVERYTHING,
    async open(page, options) {
      const first = early
      early = undefined
      try {
        return await openOverHttp({ server, site }, page, { ...options, opening: first })
      } catch (error) {
        if (!mayTryAgain(error)) throw error
        const adapter = await whole().catch(() => {
          // Neither the comments nor the code arrive: what is wrong with the comments says it better.
          throw error
        })
        return adapter.open(page, options)
      }
    },
    scope: scopeOf(settings),
    ownStorage: false,
  }
}
