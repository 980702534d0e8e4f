import { type ReadonlySignal, effect, signal } from '@preact/signals'
import type { CommentId, PassageComment } from '@afterword/storage'
import type { Marker } from '../components/passages/margin.ts'
import type { ArticleText, Offsets } from '../passages/article-text.ts'
import { type Group, joinPassages } from '../passages/groups.ts'
import { type Painter, canHighlight, highlightPainter } from '../passages/highlights.ts'
import { type LivingArticle, openArticle } from '../passages/living-article.ts'
import { watchNear } from '../passages/near.ts'
import { type TalkedParagraph, placeMarkers, talkedParagraphs } from '../passages/paragraphs.ts'
import { offsetInView } from '../passages/point.ts'
import { rectanglePainter } from '../passages/rectangles.ts'
import type { FoundPassage, PassagesModel } from '../store/models.ts'

/** An article with its passages found, painted and marked. */
export interface LitArticle {
  readonly article: LivingArticle
  readonly markers: ReadonlySignal<readonly Marker[]>
  groups(): readonly Group[]
  groupsOf(marker: Marker): readonly Group[]
  /** The marker after or before this one, which is there then even if it is far away. */
  beside(key: number, step: 1 | -1): number | null
  /** These words, and no others, stand out. */
  pointAt(words: readonly Offsets[]): void
  attach(layer: HTMLElement | null): void
  stop(): void
}

export function litArticle(host: HTMLElement, root: Element, passages: PassagesModel): LitArticle {
  const markers = signal<readonly Marker[]>([])
  const article = openArticle({ root, near: offsetInView, changed: update })
  const near = watchNear(draw)
  let groups: readonly Group[] = []
  let paragraphs: readonly TalkedParagraph[] = []
  let current: readonly Offsets[] = []
  let kept: number | null = null
  let layer: HTMLElement | null = null
  let painter: Painter | null = null
  let frame = 0
  let ranges = new Map<string, Range | null>()
  let read: ArticleText | null = null

  function update(): void {
    const text = article.text()
    if (text === null) return
    if (text !== read) ranges = new Map()
    read = text
    passages.available.value = text.text !== ''
    passages.found.value = foundIn(text, article, passages)
    const spots = passages.all.peek().flatMap(({ id }) => {
      const place = article.placeOf(id)
      return place === undefined || place.state === 'lost' ? [] : [{ id, start: place.start, end: place.end }]
    })
    groups = joinPassages(spots)
    paragraphs = talkedParagraphs(text, groups)
    near.watch(new Set(paragraphs.map(({ block }) => block)))
    draw()
  }

  function draw(): void {
    if (frame === 0) frame = requestAnimationFrame(paint)
  }

  function paint(): void {
    cancelAnimationFrame(frame)
    frame = 0
    const text = article.text()
    if (text === null || layer === null) return
    painter ??= canHighlight() ? highlightPainter(root) : rectanglePainter(layer)
    const lit = passages.lit.peek() ? paragraphs.filter(({ key, block }) => near.has(block) || key === kept) : []
    const { caretColor, columnRuleColor, lineHeight } = getComputedStyle(layer)
    painter.paint(
      rangesOf(
        text,
        lit.flatMap((paragraph) => paragraph.groups),
      ),
      rangesOf(text, current),
      { passage: caretColor, current: columnRuleColor },
    )
    markers.value = marked(text, lit, layer.getBoundingClientRect(), parseFloat(lineHeight))
  }

  function rangesOf(text: ArticleText, words: readonly Offsets[]): readonly Range[] {
    return words.flatMap(({ start, end }) => {
      const key = `${start}:${end}`
      const range = ranges.get(key) ?? text.rangeOf(start, end)
      ranges.set(key, range)
      return range ?? []
    })
  }

  function marked(
    text: ArticleText,
    lit: readonly TalkedParagraph[],
    origin: DOMRect,
    size: number,
  ): readonly Marker[] {
    const places = new Map(placeMarkers(text, lit, { rtl: rtl(root), size }).map((each) => [each.key, each]))
    return lit.flatMap(({ key, groups: talked }) => {
      const at = places.get(key)
      if (at === undefined) return []
      const ids = talked.flatMap((group) => group.ids)
      const count = ids.reduce((sum, id) => sum + 1 + (commented(id, passages)?.replies ?? 0), 0)
      const quote = commented(ids[0], passages)?.passage.quote ?? ''
      return [{ key, x: Math.round(at.x - origin.left), y: Math.round(at.y - origin.top), edge: at.edge, count, quote }]
    })
  }

  /** What scrolls the article but not the thread takes the words away from their markers. */
  function onScroll({ target }: Event): void {
    if (target instanceof Element && target.contains(root) !== target.contains(host)) draw()
  }

  const resized = new ResizeObserver(draw)
  resized.observe(root)
  resized.observe(host)
  addEventListener('resize', draw)
  document.addEventListener('scroll', onScroll, { capture: true, passive: true })
  const stopSeeking = effect(() => {
    article.seek(passages.all.value)
    update()
  })
  const stopLighting = effect(() => {
    void passages.lit.value
    draw()
  })

  return {
    article,
    markers,
    groups: () => groups,
    groupsOf: ({ key }) => paragraphs.find((paragraph) => paragraph.key === key)?.groups ?? [],
    beside(key, step) {
      const at = paragraphs.findIndex((paragraph) => paragraph.key === key)
      const next = paragraphs[at + step]
      if (at === -1 || next === undefined) return null
      kept = next.key
      paint()
      return kept
    },
    pointAt(words) {
      current = words
      draw()
    },
    attach(next) {
      layer = next
      if (layer !== null) draw()
    },
    stop() {
      cancelAnimationFrame(frame)
      stopSeeking()
      stopLighting()
      removeEventListener('resize', draw)
      document.removeEventListener('scroll', onScroll, { capture: true })
      resized.disconnect()
      near.stop()
      article.stop()
      painter?.stop()
    },
  }
}

/** What has become of each passage; what is as it was before stays the same object, so that nothing is drawn anew. */
function foundIn(
  { text }: ArticleText,
  article: LivingArticle,
  { all, found }: PassagesModel,
): ReadonlyMap<CommentId, FoundPassage> {
  const before = found.peek()
  const now = new Map<CommentId, FoundPassage>()
  for (const { id } of all.peek()) {
    const place = article.placeOf(id)
    const known = before.get(id)
    if (place === undefined) {
      // It is being looked for again: what was said of it stands until something else is known.
      if (known !== undefined) now.set(id, known)
    } else if (place.state === 'lost') now.set(id, known?.state === 'lost' ? known : { state: 'lost' })
    else {
      const words = text.slice(place.start, place.end)
      const same = known !== undefined && known.state === place.state && known.words === words
      now.set(id, same ? known : { state: place.state, words })
    }
  }
  return now
}

function commented(id: CommentId | undefined, { all }: PassagesModel): PassageComment | undefined {
  return all.peek().find((each) => each.id === id)
}

export function rtl(root: Element): boolean {
  return getComputedStyle(root).direction === 'rtl'
}
