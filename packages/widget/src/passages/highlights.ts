/**
 * Paints words without touching the page: CSS Custom Highlights under names of our own. What others registered is
 * theirs and stays.
 */
export interface Colours {
  readonly passage: string
  readonly current: string
}

export interface Painter {
  /** From now on these are painted, and nothing else of ours. */
  paint(passages: readonly Range[], current: readonly Range[], colours: Colours): void
  stop(): void
}

const PASSAGE = 'afterword-passage'
const CURRENT = 'afterword-passage-current'

export function canHighlight(): boolean {
  return 'Highlight' in globalThis && globalThis.CSS !== undefined && 'highlights' in CSS
}

export function highlightPainter(root: Element): Painter {
  const passage = layer(PASSAGE, 0)
  const current = layer(CURRENT, 1)
  const style = adoptSheet(root)
  return {
    paint(passages, now, colours) {
      style.set(rules(colours))
      passage.show(passages)
      current.show(now)
    },
    stop() {
      passage.show([])
      current.show([])
      style.remove()
    },
  }
}

/** Our ranges in a highlight that other threads of the page may share. */
function layer(name: string, priority: number): { show(ranges: readonly Range[]): void } {
  let shown: readonly Range[] = []
  return {
    show(ranges) {
      let highlight = CSS.highlights.get(name)
      if (highlight === undefined) {
        if (ranges.length === 0) return
        highlight = new Highlight()
        highlight.priority = priority
        CSS.highlights.set(name, highlight)
      }
      const next = new Set(ranges)
      for (const range of shown) if (!next.has(range)) highlight.delete(range)
      for (const range of ranges) highlight.add(range)
      shown = ranges
      if (highlight.size === 0) CSS.highlights.delete(name)
    },
  }
}

/** Highlights are styled where their words are, so the sheet goes to the article's tree, not to ours. */
function adoptSheet(root: Element): { set(css: string): void; remove(): void } {
  const tree = root.getRootNode()
  const sheet = new CSSStyleSheet()
  let written = ''
  const adopting = tree instanceof Document || tree instanceof ShadowRoot ? tree : null
  if (adopting !== null) adopting.adoptedStyleSheets = [...adopting.adoptedStyleSheets, sheet]
  return {
    set(css) {
      if (css === written) return
      written = css
      sheet.replaceSync(css)
    },
    remove() {
      if (adopting === null) return
      adopting.adoptedStyleSheets = adopting.adoptedStyleSheets.filter((other) => other !== sheet)
    },
  }
}

function rules({ passage, current }: Colours): string {
  return `@media not print {
  ::highlight(${PASSAGE}) { background-color: ${passage}; }
  ::highlight(${CURRENT}) { background-color: ${current}; }
}
@media (forced-colors: active) {
  ::highlight(${PASSAGE}) { background-color: Mark; color: MarkText; }
  ::highlight(${CURRENT}) { background-color: Highlight; color: HighlightText; }
}`
}
