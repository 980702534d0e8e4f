const MARKED = ['[data-afterword-article]', 'article', '[itemprop~="articleBody"]', '.e-content', 'main']

/**
 * The element whose words can be commented on: what the owner names, else what the page marks. It may be in the
 * document or in the shadow root that the thread is in. `null` when there is none.
 *
 * @param selector the owner's; one that is no selector, or fits nothing, finds nothing
 */
export function findArticle(host: HTMLElement, selector: string | null): Element | null {
  if (selector !== null && selector.trim() !== '') return first(scopes(host), (scope) => query(scope, selector))
  return first(MARKED, (mark) =>
    mark === 'article' ? articleOf(host) : first(scopes(host), (scope) => scope.querySelector(mark)),
  )
}

/** Where to look, from the inside out: a thread in a shadow root is about the article that is there. */
function scopes(host: HTMLElement): (Document | ShadowRoot)[] {
  const found: (Document | ShadowRoot)[] = []
  for (let node: Node = host; ;) {
    const root = node.getRootNode()
    if (root instanceof Document) return [...found, root]
    if (!(root instanceof ShadowRoot)) return found
    found.push(root)
    node = root.host
  }
}

/** The selector may lead into a shadow root: `x-article >>> article`. */
function query(scope: Document | ShadowRoot, selector: string): Element | null {
  try {
    return selector
      .split('>>>')
      .reduce<Element | Document | ShadowRoot | null>(
        (within, step, index) => (index === 0 ? within : shadowOf(within))?.querySelector(step) ?? null,
        scope,
      ) as Element | null
  } catch {
    return null
  }
}

function shadowOf(within: Element | Document | ShadowRoot | null): ShadowRoot | null {
  return within instanceof Element ? within.shadowRoot : null
}

/** The article that holds the thread, else the last one before it, else the first of the page. */
function articleOf(host: HTMLElement): Element | null {
  const holding = host.closest('article')
  if (holding !== null) return holding
  for (const scope of scopes(host)) {
    const articles = [...scope.querySelectorAll('article')].filter((article) => !isNested(article))
    const before = articles.filter((article) => precedes(article, host))
    const found = before.at(-1) ?? articles[0]
    if (found !== undefined) return found
  }
  return null
}

function isNested(article: Element): boolean {
  return article.parentElement?.closest('article') != null
}

function precedes(element: Element, host: HTMLElement): boolean {
  return (element.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

function first<T, R>(list: readonly T[], look: (item: T) => R | null): R | null {
  for (const item of list) {
    const found = look(item)
    if (found !== null) return found
  }
  return null
}
