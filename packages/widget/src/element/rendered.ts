import { type OpenThread, parseOpenThread } from '@afterword/storage'
import type { Source } from '../store/source.ts'

/** The thread that a server drew into the shadow root before any script ran, unless it is of another page than this one. */
export function renderedIn(root: ShadowRoot, page: string): OpenThread | undefined {
  const data = [...root.children].find((node) => node.matches('script[type="application/json"]'))
  if (data === undefined) return undefined
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
