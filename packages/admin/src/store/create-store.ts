import { computed, effect, signal, type Signal } from '@preact/signals'
import type { Staff } from '@afterword/storage/admin'
import { LINK_HASH } from '@afterword/storage/admin'
import { type Api, ApiError } from '../api.ts'
import { createNotices, type Notices } from './notices.ts'
import { wordsOf } from './problem.ts'
import { createPlace, type PlaceStore } from './place.ts'
import { createQueue, type QueueStore } from './queue.ts'

/** Everything that the dashboard knows. */
export interface Store {
  readonly api: Api
  /** `undefined`: not known yet; `null`: nobody is signed in. */
  readonly staff: Signal<Staff | null | undefined>
  /** The secret of the link that led here, until it was used. */
  readonly link: Signal<string | null>
  readonly place: PlaceStore
  readonly queue: QueueStore
  readonly notices: Notices
  /** Finds out who is signed in. */
  open(): Promise<void>
  signOut(everywhere: boolean): Promise<void>
  /** Runs something and says what went wrong; whether it went well. Who is not signed in any more is asked to be. */
  attempt(work: () => Promise<void>): Promise<boolean>
}

export function createStore(api: Api): Store {
  const staff = signal<Staff | null | undefined>(undefined)
  const link = signal(takeLink())
  const notices = createNotices()
  const place = createPlace()

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (cause) {
      if (cause instanceof ApiError && cause.code === 'unauthorized') staff.value = null
      notices.say(wordsOf(cause), { wrong: true })
      return false
    }
  }

  // What was said of one room is not about the next.
  effect(() => {
    void place.current.value
    notices.dismiss()
  })

  return {
    api,
    staff,
    link,
    place,
    notices,
    queue: createQueue({ api, place, notices, attempt, ready: computed(() => staff.value != null) }),
    async open() {
      try {
        staff.value = await api.staff()
      } catch (cause) {
        staff.value = null
        if (!(cause instanceof ApiError && cause.code === 'unauthorized')) notices.say(wordsOf(cause), { wrong: true })
      }
    },
    async signOut(everywhere) {
      await attempt(async () => {
        await api.signOut(everywhere)
        staff.value = null
      })
    },
    attempt,
  }
}

/** A one-time link's secret leaves the address at once, so that it stays in no history. */
function takeLink(): string | null {
  const { hash, pathname, search } = location
  if (!hash.startsWith(LINK_HASH)) return null
  history.replaceState(null, '', pathname + search)
  return hash.slice(LINK_HASH.length)
}
