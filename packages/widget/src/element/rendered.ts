import { type OpenThread, parseOpenThread } from '@afterword/storage'
import type { Source } from '../store/source.ts'

/** The thread that a server drew into the shadow root before any script ran, unless it is of another page than this one. */
export function renderedIn(root: ShadowRoot, page: string): OpenThread | undefined {
  const data = root.querySelector('script[type="application/json"]')
  if (data === null) return undefined
  try {
    const thread = parseOpenThread(JSON.parse(data.textContent ?? ''))
    return thread.thread.page === page ? thread : undefined
  } catch {
    // Cut short on its way, or of another version: the thread is drawn anew.
    return undefined
  }
}

/** Leaves only the nodes that are to be taken over. */
export function strip(root: ShadowRoot): void {
  const made = [...root.children].filter((node) => !node.matches('.thread'))
  for (const node of made) node.remove()
  root.querySelectorAll('a[part][rel="nofollow"]').forEach(asButton)
}

/** What leads elsewhere without a script is a button with one. A link would be passed over, and the next button taken in its place. */
function asButton(link: Element): void {
  const button = document.createElement('button')
  button.type = 'button'
  for (const { name, value } of link.attributes) if (name !== 'href' && name !== 'rel') button.setAttribute(name, value)
  button.append(...link.childNodes)
  link.replaceWith(button)
}

/** The source, which has the answer to its first `open` already: what was drawn is what it brings. News come after it. */
export function openedWith(source: Source, thread: OpenThread): Source {
  let first: OpenThread | undefined = thread
  return {
    ...source,
    open(page, options) {
      const known = first
      first = undefined
      return known !== undefined && known.thread.page === page ? Promise.resolve(known) : source.open(page, options)
    },
  }
}
