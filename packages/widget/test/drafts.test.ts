import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { createDraft, type StoredDraft } from '../src/store/draft.ts'
import { type Draft, nameOf, newestOf } from '../src/helpers/kept-draft.ts'
import type { DraftStore } from '../src/store/drafts.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { createKeptDrafts } from '../src/store/kept-drafts.ts'

interface Tab {
  readonly store: DraftStore
  /** A place to write in this tab, as a composer has it. */
  write(key?: string): StoredDraft
}

/** A browser whose tabs share their drafts, and tell each other of what they write. */
function browser(): { tab(): Tab; kept(): readonly string[] } {
  const shared = new Map<string, Draft>()
  const listeners = new Map<DraftStore, (draft: Draft) => void>()
  return {
    kept: () => [...shared.values()].map(({ text }) => text).filter((text) => text !== ''),
    tab() {
      const store: DraftStore = {
        ...memoryDraftStore(),
        read: () => [...shared.values()],
        find: (key, slot) => shared.get(nameOf({ key, slot })),
        async write(draft) {
          shared.set(nameOf(draft), draft)
          for (const [tab, tell] of listeners) if (tab !== store) tell(draft)
          return true
        },
        watch(changed) {
          listeners.set(store, changed)
          return () => listeners.delete(store)
        },
      }
      const kept = createKeptDrafts(store)
      return {
        store,
        write(key = '') {
          const draft = draftOf(store, key, kept.of(key))
          kept.attach(key, draft)
          return draft
        },
      }
    },
  }
}

/** As a composer begins: with the newest of what is kept. */
function draftOf(store: DraftStore, key: string, kept: readonly Draft[]): StoredDraft {
  const first = newestOf(kept)
  return createDraft(store, { key, text: signal(first?.text ?? ''), first, kept })
}

function type(draft: StoredDraft, words: string): void {
  draft.text.value = words
  draft.save()
}

describe('a draft in two tabs', () => {
  it('is offered to the other, whose own words stay', () => {
    const { tab, kept } = browser()
    const [here, there] = [tab().write(), tab().write()]
    type(here, 'Words of this tab')
    type(there, 'Words of that tab')
    expect([here.text.value, there.text.value]).toEqual(['Words of this tab', 'Words of that tab'])
    expect(here.other.value?.text).toBe('Words of that tab')
    expect(there.other.value?.text).toBe('Words of this tab')
    expect(kept().toSorted()).toEqual(['Words of that tab', 'Words of this tab'])
  })

  it('goes on in a slot of its own when both began from the same words', () => {
    const { tab, kept } = browser()
    const here = tab().write()
    type(here, 'It began')
    const there = tab().write()
    expect(there.text.value).toBe('It began')
    type(here, 'It began here')
    expect(there.text.value).toBe('It began')
    expect(there.other.value?.text).toBe('It began here')
    type(there, 'It began there')
    expect(kept().toSorted()).toEqual(['It began here', 'It began there'])
    expect(here.other.value?.text).toBe('It began there')
  })

  it('stays when the other tab wrote something else in its place, and sent that', () => {
    const { tab, kept } = browser()
    const here = tab().write()
    type(here, 'Words of this tab')
    const there = tab().write()
    type(there, 'Something else')
    there.handOver()()
    expect(here.text.value).toBe('Words of this tab')
    expect(kept()).toEqual(['Words of this tab'])
  })

  it('changes places with the other words when they are taken, and back again', () => {
    const { tab, kept } = browser()
    const [here, there] = [tab().write(), tab().write()]
    type(here, 'one')
    type(there, 'two')
    here.takeOther()
    expect([here.text.value, here.other.value?.text]).toEqual(['two', 'one'])
    here.takeOther()
    expect([here.text.value, here.other.value?.text]).toEqual(['one', 'two'])
    expect(kept().toSorted()).toEqual(['one', 'two'])
  })

  it('takes what is not saved yet along when the words change places', () => {
    const { tab, kept } = browser()
    const [here, there] = [tab().write(), tab().write()]
    type(there, 'two')
    here.text.value = 'typed this moment'
    here.takeOther()
    expect(here.other.value?.text).toBe('typed this moment')
    expect(kept().toSorted()).toEqual(['two', 'typed this moment'])
  })

  it('is gone everywhere once it was thrown away', () => {
    const { tab, kept } = browser()
    const [here, there] = [tab().write(), tab().write()]
    type(here, 'one')
    there.dropOther()
    expect(there.other.value).toBeNull()
    expect(kept()).toEqual([])
    expect(tab().write().text.value).toBe('')
  })

  it('empties the other tab too when it was sent, unless something was added there', () => {
    const { tab } = browser()
    const here = tab().write()
    type(here, 'To be sent')
    const [same, more] = [tab().write(), tab().write()]
    more.text.value = 'To be sent, and more'
    here.handOver()()
    expect([same.text.value, more.text.value]).toEqual(['', 'To be sent, and more'])
  })
})

describe('a draft', () => {
  it('stays kept while its words are on their way, also when the page is left', () => {
    const { tab, kept } = browser()
    const draft = tab().write()
    type(draft, 'On their way')
    const safe = draft.handOver()
    type(draft, 'The next words')
    draft.dispose()
    expect(kept().toSorted()).toEqual(['On their way', 'The next words'])
    safe()
    expect(kept()).toEqual(['The next words'])
  })

  it('goes when its words turn out to be in the outbox already', () => {
    const { tab, kept } = browser()
    const draft = tab().write()
    type(draft, 'Sent before the crash')
    const later = tab().write()
    later.settle('Sent before the crash')
    expect(later.text.value).toBe('')
    expect(kept()).toEqual([])
  })

  it('that was cleared by hand is gone when the page is left', () => {
    const { tab, kept } = browser()
    const draft = tab().write()
    type(draft, 'Not so good')
    draft.text.value = ''
    draft.dispose()
    expect(kept()).toEqual([])
  })

  it('that is damaged is offered as it stands, and never put where one writes', () => {
    const { tab } = browser()
    const { store, write } = tab()
    void store.write({ key: '', slot: 'x', text: '{"text":"Half a th', at: 0 })
    const draft = write()
    expect(draft.text.value).toBe('')
    expect(draft.other.value?.text).toBe('{"text":"Half a th')
    draft.dropOther()
    expect(tab().write().other.value).toBeNull()
  })

  it('is later than the one before, also when the clock goes back', () => {
    const { tab } = browser()
    const { store, write } = tab()
    const future = Date.now() + 3_600_000
    void store.write({ key: '', slot: 'x', text: 'from the future', at: future })
    const draft = write()
    type(draft, 'from the future, and now')
    expect(store.find('', 'x')).toMatchObject({ text: 'from the future, and now', at: future + 1 })
  })
})

describe('words from before a crash', () => {
  const slow = (draft: Draft, here: readonly Draft[] = []): DraftStore => ({
    ...memoryDraftStore(),
    read: () => here,
    recover: async () => [draft],
  })
  const newer: Draft = { key: '', slot: 'x', text: 'All but the last second', at: 2 }

  async function opened(store: DraftStore, typed = ''): Promise<StoredDraft> {
    const kept = createKeptDrafts(store)
    const draft = draftOf(store, '', kept.of(''))
    kept.attach('', draft)
    if (typed !== '') draft.text.value = typed
    await Promise.resolve()
    await Promise.resolve()
    return draft
  }

  it('take the place of older ones, and of none', async () => {
    expect((await opened(slow(newer, [{ ...newer, text: 'All but', at: 1 }]))).text.value).toBe(newer.text)
    expect((await opened(slow(newer))).text.value).toBe(newer.text)
  })

  it('are offered when something is being written already', async () => {
    const draft = await opened(slow(newer), 'New words')
    expect([draft.text.value, draft.other.value?.text]).toEqual(['New words', newer.text])
  })

  it('do not bring back what was sent', async () => {
    const sent = { ...newer, text: '', at: 3 }
    expect((await opened(slow(newer, [sent]))).text.value).toBe('')
    expect((await opened(slow(sent, [newer]))).text.value).toBe('')
  })
})
