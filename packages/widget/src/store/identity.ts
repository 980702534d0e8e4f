import { computed, signal } from '@preact/signals'
import type { Identity } from '@afterword/storage'
import type { Comments } from './comments.ts'
import type { IdentityModel } from './models.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

export interface IdentityDeps {
  readonly client: Identity
  readonly thread: ThreadStore
  readonly viewer: ViewerStore
  readonly comments: Comments
  /** Asks the store what belongs to who is looking now. */
  readonly renew: () => void
  readonly signal: AbortSignal
}

/** Who is signed in, here and in other tabs: the thread is theirs from that moment on. */
export function createIdentity({
  client,
  thread,
  viewer,
  comments,
  renew,
  signal: abort,
}: IdentityDeps): IdentityModel {
  const who = signal(client.current())
  // It comes with the thread, and may be another when that is read again.
  const access = computed(() => (thread.status.value && thread.state.value ? thread.opened()?.identity : undefined))
  const ended = signal(false)
  const asked = signal<'sign-in' | 'leave' | null>(null)
  // Who is known from before needs no name, and has not to wait for it.
  if (who.value !== null) viewer.author.value = who.value.author

  const stop = client.subscribe((now, why) => {
    ended.value = why === 'over'
    who.value = now
    for (const known of viewer.known) known.clear()
    for (const comment of comments.all()) comment.given.value = new Set()
    viewer.author.value = now?.author ?? null
    viewer.mark(comments.all())
    renew()
  })
  abort.addEventListener('abort', stop)
  return { client, access, who, ended, asked }
}
