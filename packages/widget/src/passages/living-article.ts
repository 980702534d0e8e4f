import { type ArticleIndex, findPassage, indexArticle, indexInSteps } from '@afterword/anchor'
import type { CommentId, PassageComment, Selector } from '@afterword/storage'
import { type ArticleText, readArticle } from './article-text.ts'
import { idle, inSlices } from './slices.ts'

/** Where a passage stands now. */
export type Place =
  | { readonly state: 'exact' | 'moved' | 'changed'; readonly start: number; readonly end: number }
  | { readonly state: 'lost' }

export interface LivingArticleOptions {
  readonly root: Element
  /** The place in the text that the reader is looking at: what stands near it is found first. */
  readonly near: (article: ArticleText) => number
  /** The text was read, or some passages were found. */
  readonly changed: () => void
}

/** An article that is read, and the passages in it; both may change at any time. */
export interface LivingArticle {
  /** The words as they were last read; `null` before. */
  text(): ArticleText | null
  /** These are the passages now. What is known of them stays known. */
  seek(passages: readonly PassageComment[]): void
  /** Where a passage stands; `undefined` while it is looked for. */
  placeOf(id: CommentId): Place | undefined
  /** Where a passage stands that nobody has commented on yet. */
  find(selectors: readonly Selector[]): Promise<Place>
  /** The page has changed: the words are read again, and what lost its place is looked for. */
  refresh(): void
  /** Resolves when nothing is left to do at the moment. */
  settled(): Promise<void>
  stop(): void
}

interface Anchor {
  readonly selectors: readonly Selector[]
  place: Place | undefined
}

/** Milliseconds between two accounts of what was found. */
const TOLD_EVERY = 400

export function openArticle({ root, near, changed }: LivingArticleOptions): LivingArticle {
  const ending = new AbortController()
  const anchors = new Map<CommentId, Anchor>()
  let article: ArticleText | null = null
  let index: ArticleIndex | null = null
  let stale = true
  let working: Promise<void> | undefined

  const missing = (): Anchor[] => [...anchors.values()].filter(({ place }) => place === undefined)

  async function work(): Promise<void> {
    while (stale || (missing().length > 0 && article !== null)) {
      if (stale) await read()
      else await inSlices(find(), ending.signal)
      // What others make of it is a slice of its own.
      await idle()
      if (ending.signal.aborted) return
      changed()
    }
  }

  async function read(): Promise<void> {
    stale = false
    const now = await inSlices(readArticle(root), ending.signal)
    // Rewritten while it was read.
    if (stale) return
    if (article?.text !== now.text) {
      index = null
      if (article !== null) keep(anchors.values(), article.text, now.text)
    }
    article = now
  }

  /** Looks for what has no place yet; ends early when the text is not what it was. */
  function* find(): Generator<void, void> {
    if (article === null) return
    const { text } = article
    index ??= yield* indexInSteps(text)
    yield
    const here = near(article)
    const wanted = missing().toSorted((a, b) => away(a, here) - away(b, here))
    let told = performance.now()
    for (const anchor of wanted) {
      if (stale || index === null) return
      const found = findPassage(index, anchor.selectors)
      anchor.place = found.state === 'lost' ? found : { state: found.state, start: found.start, end: found.end }
      yield
      if (performance.now() - told > TOLD_EVERY) {
        changed()
        told = performance.now()
        yield
      }
    }
  }

  function start(): void {
    if (ending.signal.aborted) return
    working ??= work()
      // Only when it was stopped: nothing here throws of itself, and nobody could be told.
      .catch(() => undefined)
      .finally(() => {
        working = undefined
        // What came in the last moment.
        if (!ending.signal.aborted && (stale || (article !== null && missing().length > 0))) start()
      })
  }

  async function settled(): Promise<void> {
    await working
    if (working !== undefined) await settled()
  }

  return {
    text: () => article,
    seek(passages) {
      const ids = new Set(passages.map(({ id }) => id))
      for (const id of anchors.keys()) if (!ids.has(id)) anchors.delete(id)
      for (const { id, passage } of passages) {
        if (anchors.get(id)?.selectors !== passage.selectors) {
          anchors.set(id, { selectors: passage.selectors, place: undefined })
        }
      }
      start()
    },
    placeOf: (id) => anchors.get(id)?.place,
    refresh() {
      stale = true
      start()
    },
    async find(selectors) {
      await settled()
      if (article === null || ending.signal.aborted) return { state: 'lost' }
      index ??= indexArticle(article.text)
      return findPassage(index, selectors)
    },
    settled,
    stop: () => ending.abort(),
  }
}

/** Lets passages beside an edit keep their places; those that it touched, and the lost ones, are to be found again. */
function keep(anchors: Iterable<Anchor>, before: string, now: string): void {
  const most = Math.min(before.length, now.length)
  let head = 0
  while (head < most && before.charCodeAt(head) === now.charCodeAt(head)) head++
  let tail = 0
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) {
    tail++
  }
  const moved = now.length - before.length
  for (const anchor of anchors) {
    const { place } = anchor
    if (place === undefined || place.state === 'lost') anchor.place = undefined
    else if (place.start >= before.length - tail) {
      anchor.place = { ...place, start: place.start + moved, end: place.end + moved }
    } else if (place.end > head) anchor.place = undefined
  }
}

function away({ selectors }: Anchor, here: number): number {
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector')
  return Math.abs((position?.start ?? 0) - here)
}
