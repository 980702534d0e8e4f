import type { StorageAdapter, Supports, ThreadListener, Unsubscribe } from '../adapter.ts'
import { defineAdapter } from '../define-adapter.ts'
import { WITHOUT_MODERATORS } from '../everything.ts'
import { UP, DEFAULT_REACTIONS } from '../protocol.ts'
import {
  checkCursor,
  parseEdit,
  parseLimit,
  parseNewComment,
  parsePages,
  parseReactionChange,
  parseReattachment,
  parseReport,
} from '../parse/input.ts'
import { plainTextContent } from '../plain-text.ts'
import type { ContentTree, PageKey } from '../types.ts'
import { eventsSince, listBranch, listThread, locateComment, openThread, viewerOf } from './read.ts'
import { threadState, type ThreadRecord } from './record.ts'
import {
  createComment,
  editComment,
  reactTo,
  reattachComment,
  removeComment,
  reportComment,
  type Writer,
  type Writing,
} from './write.ts'

/** Where thread records are kept. Everything else about an adapter is here. */
export interface RecordStore {
  /** The record as it is now; an empty one for a page that nobody has written on. */
  read(page: PageKey): Promise<ThreadRecord>
  /** Runs the change on the record and keeps it, both or neither; one at a time for each page. */
  change<T>(page: PageKey, change: (thread: ThreadRecord) => T): Promise<T>
  /** Calls back after each change of the page, by whomever. */
  watch(page: PageKey, changed: () => void): Unsubscribe
  /** What it does; when left out, all but moderating. */
  readonly supports?: Supports
  close?(): Promise<void>
}

export interface RecordAdapterOptions {
  /** Who is looking and writing; asked each time, since a store may have to look it up. */
  readonly viewer: () => Writer | Promise<Writer>
  /** Markdown to a content tree. Left out, text is kept as paragraphs and line ends. */
  readonly parse?: (source: string) => ContentTree | Promise<ContentTree>
  /** Milliseconds after it was written for which a comment can be edited; 0: never, `null`: for ever, as when left out. */
  readonly editWindow?: number | null
  /** The store's clock: milliseconds since the epoch. */
  readonly clock?: () => number
}

/** The contract over a store of thread records: all of it, or what the store says. */
export function recordAdapter(
  store: RecordStore,
  { viewer, parse = plainTextContent, editWindow = null, clock = Date.now }: RecordAdapterOptions,
): StorageAdapter {
  /** A parser may be loaded when it is first needed, but a change must not wait in its middle: parse first. */
  async function writing(source = ''): Promise<Writing> {
    const content = source === '' ? [] : await parse(source)
    return { writer: await viewer(), now: clock(), editWindow, parse: () => ({ source, content }) }
  }

  return defineAdapter({
    supports: store.supports ?? WITHOUT_MODERATORS,
    async open(page, { order = 'newest', limit } = {}) {
      return openThread(await store.read(page), order, parseLimit(limit), editWindow)
    },
    async list(page, cursor, { limit } = {}) {
      return listThread(await store.read(page), checkCursor(cursor), parseLimit(limit))
    },
    async replies(page, cursor, { limit } = {}) {
      return listBranch(await store.read(page), checkCursor(cursor), parseLimit(limit))
    },
    async locate(page, id, { order = 'newest', limit } = {}) {
      return locateComment(await store.read(page), id, order, parseLimit(limit))
    },
    async counts(asked) {
      const pages = parsePages(asked)
      const threads = await Promise.all(pages.map((page) => store.read(page)))
      return Object.fromEntries(threads.map((thread, index) => [pages[index], threadState(thread).count]))
    },
    async viewer(page) {
      return viewerOf(await store.read(page), (await viewer()).id, editWindow, clock())
    },
    async create(page, input) {
      const comment = parseNewComment(input)
      const how = await writing(comment.source)
      return store.change(page, (thread) => createComment(thread, comment, how))
    },
    async edit(page, id, input) {
      const edit = parseEdit(input)
      const how = await writing(edit.source)
      return store.change(page, (thread) => editComment(thread, id, edit, how))
    },
    async reattach(page, id, input) {
      const place = parseReattachment(input)
      const how = await writing()
      return store.change(page, (thread) => reattachComment(thread, id, place, how))
    },
    async remove(page, id) {
      const how = await writing()
      return store.change(page, (thread) => removeComment(thread, id, how))
    },
    async react(page, id, input) {
      const change = parseReactionChange(input, [UP, ...DEFAULT_REACTIONS])
      const how = await writing()
      return store.change(page, (thread) => reactTo(thread, id, change, how))
    },
    async report(page, id, input) {
      const report = parseReport(input)
      const how = await writing()
      return store.change(page, (thread) => reportComment(thread, id, report, how))
    },
    subscribe: (page, { since }, listener) => follow(store, page, since, listener),
    close: async () => store.close?.(),
  })
}

/** Delivers what happens, in order, one reading of the record at a time. */
function follow(store: RecordStore, page: PageKey, since: number, listener: ThreadListener): Unsubscribe {
  let known = since
  let reading = false
  let news = true
  let ended = false

  async function deliver(): Promise<void> {
    if (reading) return
    reading = true
    while (news) {
      news = false
      for (const event of eventsSince(await store.read(page), known)) {
        if (ended) return
        if (event.type !== 'connection') known = event.seq
        listener(event)
      }
    }
    reading = false
  }

  function changed(): void {
    news = true
    deliver().catch(() => {
      reading = false
      listener({ type: 'connection', live: false })
    })
  }

  // Watch first, read then: a change in between is seen by one of the two.
  const unwatch = store.watch(page, changed)
  queueMicrotask(() => {
    if (ended) return
    listener({ type: 'connection', live: true })
    changed()
  })
  return () => {
    ended = true
    unwatch()
  }
}
