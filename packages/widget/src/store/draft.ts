import { effect, signal, type Signal } from '@preact/signals'
import { newCommentId } from '@afterword/storage'
import type { Draft } from '../helpers/kept-draft.ts'
import type { DraftStore } from './drafts.ts'
import type { DraftState } from './models.ts'

/** The words that are being written in one place, and their draft. */
export interface StoredDraft {
  readonly text: Signal<string>
  readonly state: Signal<DraftState>
  /** The newest of the other words that are kept for this place. */
  readonly other: Signal<Draft | null>
  /** Writes what is not written yet. */
  save(): void
  /** Empties the place for the next words. What stood there stays kept until the result is called: it is safe then. */
  handOver(): () => void
  /** These words turned out to be safe elsewhere: where they are kept here too, they go. */
  settle(words: string): void
  takeOther(): void
  dropOther(): void
  /** These words are safe elsewhere, and are what stands here from now on when nothing is written. */
  rebase(words: string): void
  /** Goes on from other words, which are safe elsewhere; those that stood here are offered. */
  replace(words: string): void
  /** Something was written for this place by another tab, or was `recovered` from before a crash. */
  receive(draft: Draft, recovered: boolean): void
  /** Offers words that have lost their own place. */
  offer(draft: Draft): void
  dispose(): void
}

export interface DraftOptions {
  readonly key: string
  /** The words, where something may have been written already. */
  readonly text: Signal<string>
  /** The draft that they began from. */
  readonly first: Draft | undefined
  /** What is kept for this place, in any order. */
  readonly kept: readonly Draft[]
  /** What stands there when nothing is kept. */
  readonly initial?: string
  /** What is kept beside the words. */
  readonly beside?: () => { readonly version: number }
}

/** Milliseconds after which a keystroke is written at the latest. */
const SAVE_AFTER = 400

/**
 * One draft is one slot. A tab that finds its slot changed by another goes on in a slot of its own, and offers
 * what the other wrote; so nothing is overwritten that its writer did not see.
 */
export function createDraft(store: DraftStore, options: DraftOptions): StoredDraft {
  const { key, text, first, kept, beside } = options
  let initial = options.initial ?? ''
  const state = signal<DraftState>(first === undefined ? 'none' : 'saved')
  const other = signal<Draft | null>(null)
  const others = new Map(kept.filter((draft) => draft.text !== '').map((draft) => [draft.slot, draft]))
  let slot = first?.slot ?? newCommentId()
  let at = first?.at ?? 0
  let written = first?.text ?? initial
  let timer: ReturnType<typeof setTimeout> | undefined
  others.delete(slot)

  const untouched = (): boolean => text.peek() === written
  const isNothing = (words: string): boolean => words === '' || words === initial

  function offerNewest(): void {
    // Words that stand here already need no offer.
    for (const draft of others.values()) if (draft.text === text.peek()) others.delete(draft.slot)
    const newest = [...others.values()].toSorted((a, b) => b.at - a.at)[0] ?? null
    if (newest?.slot !== other.peek()?.slot || newest?.at !== other.peek()?.at) other.value = newest
  }

  function adopt(draft: Draft): void {
    slot = draft.slot
    at = draft.at
    written = draft.text
    text.value = draft.text
    state.value = isNothing(draft.text) ? 'none' : 'saved'
  }

  /** What stands here becomes one of the others, and the words to come get a slot of their own. */
  function putAside(): void {
    save()
    const words = text.peek()
    if (!isNothing(words)) others.set(slot, { key, slot, at, text: words, ...beside?.() })
    slot = newCommentId()
  }

  function put(words: string): void {
    at = Math.max(Date.now(), at + 1)
    written = words
    const stamp = at
    const empty = isNothing(words)
    void store.write({ key, slot, at, text: empty ? '' : words, ...beside?.() }).then((ok) => {
      if (at === stamp) state.value = empty ? 'none' : ok ? 'saved' : 'unsaved'
    })
  }

  function drop(draft: Draft): void {
    others.delete(draft.slot)
    void store.write({ ...draft, text: '', at: Math.max(Date.now(), draft.at + 1) })
  }

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    const now = text.peek()
    if (now === written) return
    const there = store.find(key, slot)
    if (there !== undefined && there.at > at) {
      at = there.at
      if (there.text !== '' && there.text !== now) {
        others.set(there.slot, there)
        slot = newCommentId()
        // Nothing of this tab's is kept in the new slot, so there is nothing to take out.
        if (now === '') written = ''
      }
    }
    if (now !== written) put(now)
    offerNewest()
  }

  const watch = effect(() => {
    const now = text.value
    if (now === written) return
    if (now === '') {
      // Cleared by hand: it goes when the page does, or with the next words.
      clearTimeout(timer)
      timer = undefined
      state.value = 'none'
      return
    }
    if (state.peek() === 'none') state.value = 'saving'
    timer ??= setTimeout(save, SAVE_AFTER)
  })

  offerNewest()

  return {
    text,
    state,
    other,
    save,
    handOver() {
      save()
      const sent: Draft = { key, slot, at, text: '' }
      slot = newCommentId()
      written = ''
      text.value = ''
      state.value = 'none'
      return () => void store.write({ ...sent, at: Math.max(Date.now(), sent.at + 1) })
    },
    settle(words) {
      for (const draft of others.values()) if (draft.text === words) drop(draft)
      if (text.peek() === words && untouched()) {
        put('')
        text.value = ''
      }
      offerNewest()
    },
    takeOther() {
      const taken = other.peek()
      if (taken === null) return
      others.delete(taken.slot)
      putAside()
      if (taken.key === key) adopt(taken)
      else {
        text.value = taken.text
        save()
        drop(taken)
      }
      offerNewest()
    },
    dropOther() {
      const dropped = other.peek()
      if (dropped === null) return
      drop(dropped)
      offerNewest()
    },
    rebase(words) {
      initial = words
      if (text.peek() === words) put(words)
    },
    replace(words) {
      putAside()
      initial = words
      written = words
      text.value = words
      state.value = 'none'
      offerNewest()
    },
    receive(draft, recovered) {
      const mine = draft.slot === slot
      if (mine && draft.at <= at) return
      if (draft.text === '') {
        others.delete(draft.slot)
        // Sent, or thrown away, where the same words stood: nothing was added to them here.
        if (mine && untouched()) adopt({ ...draft, text: initial })
      } else if (draft.text === text.peek()) {
        if (mine) ({ at, text: written } = draft)
      } else if (recovered && untouched() && (mine || text.peek() === initial)) adopt(draft)
      else {
        others.set(draft.slot, draft)
        // The other tab goes on with other words in this slot: those that stand here are kept in one of their own.
        if (mine && !isNothing(text.peek()) && !draft.text.includes(text.peek())) {
          slot = newCommentId()
          put(text.peek())
        }
      }
      offerNewest()
    },
    offer(draft) {
      others.set(draft.slot, draft)
      offerNewest()
    },
    dispose() {
      watch()
      save()
    },
  }
}
