import { type ReadonlySignal, effect, signal } from '@preact/signals'
import type { CommentId, PassageComment } from '@afterword/storage'
import type { Marker } from '../components/passages/margin.ts'
import type { ArticleText, Offsets } from '../passages/article-text.ts'
import { type Group, joinPassages } from '../passages/groups.ts'
import { type Painter, canHighlight, highlightPainter } from '../passages/highlights.ts'
import { type LivingArticle, openArticle } from '../passages/living-article.ts'
import { watchNear } from '../passages/near.ts'
import { type Clip, clipOf, isCovered } from '../passages/clip.ts'
import { isShown } from '../passages/folds.ts'
import { type TalkedParagraph, placeMarkers, seenParagraphs, talkedParagraphs } from '../passages/paragraphs.ts'
import { offsetInView } from '../passages/point.ts'
import { LAYER, rectanglePainter } from '../passages/rectangles.ts'
import type { FoundPassage, PassagesModel } from '../store/models.ts'
import { type Beside, earlier, joinPage } from './on-page.ts'

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
  /** What other threads of the page see of it. */
  readonly here: Beside
  stop(): void
}

export function litArticle(host: HTMLElement, root: Element, passages: PassagesModel): LitArticle {
  const markers = signal<readonly Marker[]>([])
  const article = openArticle({ root, near: offsetInView, changed: update })
  const near = watchNear(draw)
  let groups: readonly Group[] = []
  let paragraphs: readonly TalkedParagraph[] = []
  /** The same as they were drawn. */
  let drawn: readonly TalkedParagraph[] = []
  let current: readonly Offsets[] = []
  let kept: number | null = null
  let layer: HTMLElement | null = null
  let painter: Painter | null = null
  let frame = 0
  let ranges = new Map<string, Range | null>()
  let read: ArticleText | null = null
  /** Whether the markers were lifted above the page, since something clips the thread that the article is not in. */
  let lifted = false
  let size = 0
  const here: Beside = {
    boxes() {
      const origin = layer?.getBoundingClientRect() ?? { left: 0, top: 0, width: LAYER }
      const scale = origin.width / LAYER
      return markers.peek().map(({ x, y }) => ({ x: x * scale + origin.left, y: y * scale + origin.top, size }))
    },
    drawn: markers,
    offers: signal(false),
  }

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
    near.watch(new Set(paragraphs.flatMap(({ block, folds }) => [block, ...folds.map(({ seen }) => seen)])))
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
    drawn = seenParagraphs(paragraphs)
    const lit = passages.lit.peek()
      ? drawn.filter(({ key, block }) => (near.has(block) || key === kept) && isShown(block))
      : []
    // To paint nothing is not to begin: the first sheet with highlights has all styles of the page looked up anew.
    if (painter === null && lit.length === 0 && current.length === 0) return
    painter ??= canHighlight() ? highlightPainter(root) : rectanglePainter(layer)
    const { caretColor, columnRuleColor, lineHeight } = getComputedStyle(layer)
    painter.paint(
      rangesOf(
        text,
        lit.flatMap((paragraph) => paragraph.groups),
      ),
      rangesOf(text, current),
      { passage: caretColor, current: columnRuleColor },
    )
    const clip = clipOf(layer, root)
    lift(layer, clip.apart)
    const origin = layer.getBoundingClientRect()
    size = (parseFloat(lineHeight) * origin.width) / LAYER
    markers.value = marked(text, lit, origin, clip)
  }

  function lift(markersLayer: HTMLElement, up: boolean): void {
    if (up === lifted || markersLayer.showPopover === undefined) return
    lifted = up
    markersLayer.popover = up ? 'manual' : null
    if (up) markersLayer.showPopover()
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
    { left, right, top, bottom }: Clip,
  ): readonly Marker[] {
    const taken = earlier(here).flatMap((other) => other.boxes())
    const places = placeMarkers(text, lit, { rtl: rtl(root), size, left, right, taken })
    return lit.flatMap(({ key, groups: talked }) => {
      const at = places.find((place) => place.key === key)
      if (at === undefined) return []
      const [x, y] = [at.x + size / 2, at.y + size / 2]
      // Above the page they would lie over what the page itself has above the article.
      if (lifted && (y < top || y > bottom || isCovered(x, y, root, host))) return []
      const ids = talked.flatMap((group) => group.ids)
      const count = ids.reduce((sum, id) => sum + 1 + (commented(id, passages)?.replies ?? 0), 0)
      const quote = commented(ids[0], passages)?.passage.quote ?? ''
      const inLayer = (distance: number): number => Math.round((distance * LAYER) / origin.width)
      return [{ key, x: inLayer(at.x - origin.left), y: inLayer(at.y - origin.top), edge: at.edge, count, quote }]
    })
  }

  /** What scrolls the article but not the thread takes the words away from their markers. */
  function onScroll({ target }: Event): void {
    if (lifted || (target instanceof Element && target.contains(root) !== target.contains(host))) draw()
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
  const leavePage = joinPage(here)
  const stopKeepingClear = effect(() => {
    for (const other of earlier(here)) void other.drawn.value
    draw()
  })
  const stopLighting = effect(() => {
    void passages.lit.value
    draw()
  })

  return {
    article,
    markers,
    groups: () => groups,
    groupsOf: ({ key }) => drawn.find((paragraph) => paragraph.key === key)?.groups ?? [],
    beside(key, step) {
      const at = drawn.findIndex((paragraph) => paragraph.key === key)
      const others = step > 0 ? drawn.slice(at + 1) : drawn.slice(0, at).toReversed()
      // What the page hides has no marker.
      const next = others.find(({ block }) => isShown(block))
      if (at === -1 || next === undefined) return null
      kept = next.key
      paint()
      return kept
    },
    pointAt(words) {
      current = words
      draw()
    },
    here,
    attach(next) {
      layer = next
      lifted = false
      if (layer !== null) draw()
    },
    stop() {
      cancelAnimationFrame(frame)
      stopSeeking()
      stopLighting()
      stopKeepingClear()
      leavePage()
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
