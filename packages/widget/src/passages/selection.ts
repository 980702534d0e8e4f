import type { ArticleText, Offsets } from './article-text.ts'

/** Milliseconds without a change after which a selection is what the reader meant. */
const SETTLED = 250

/** What a browser may have for selections in shadow roots. */
type DeepSelection = Partial<Pick<Selection, 'getComposedRanges'>> & Pick<Selection, 'getRangeAt'>
interface SelectingRoot {
  getSelection?(): Selection | null
}

/**
 * Follows what the reader selects in the article, by whatever means: only `selectionchange` is fired for all of
 * them on all systems.
 *
 * @param changed is called with the selected words, or `null` when none of the article's are selected
 */
export function watchSelection(
  article: () => ArticleText | null,
  changed: (words: Offsets | null) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function later(): void {
    clearTimeout(timer)
    timer = setTimeout(() => changed(selectedWords(article())), SETTLED)
  }
  document.addEventListener('selectionchange', later)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('selectionchange', later)
  }
}

/** The words of the article that are selected now; a selection that leaves it is cut to it. */
export function selectedWords(article: ArticleText | null): Offsets | null {
  const selection = document.getSelection()
  if (article === null || selection === null || selection.rangeCount === 0) return null
  const range = rangeIn(article.root, selection)
  return range === null ? null : article.offsetsOf(range)
}

function rangeIn(root: Element, selection: DeepSelection): AbstractRange | null {
  const tree = root.getRootNode()
  if (tree instanceof ShadowRoot) {
    if (selection.getComposedRanges !== undefined) {
      return selection.getComposedRanges({ shadowRoots: rootsAbove(tree) })[0] ?? null
    }
    const own = (tree as SelectingRoot).getSelection?.() ?? null
    if (own !== null) return own.rangeCount > 0 ? own.getRangeAt(0) : null
  }
  return selection.getRangeAt(0)
}

function rootsAbove(root: ShadowRoot): ShadowRoot[] {
  const above = root.host.getRootNode()
  return above instanceof ShadowRoot ? [root, ...rootsAbove(above)] : [root]
}
