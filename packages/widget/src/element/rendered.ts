import { type OpenThread, parseOpenThread } from '@afterword/storage'
import type { Source } from '../store/source.ts'

/** A thread that a server drew into the shadow root before any script ran. */
export interface Rendered {
  readonly thread: OpenThread
  /** What a reader wrote before the script was there. */
  readonly typed: { readonly text: string; readonly name: string }
  /** Leaves only the nodes that are to be taken over. */
  strip(): void
}

/** What a server drew here, unless it drew another page than this one. */
export function renderedIn(root: ShadowRoot, page: string): Rendered | undefined {
  const data = [...root.children].find((node) => node.matches('script[type="application/json"]'))
  if (data === undefined) return undefined
  try {
    const thread = parseOpenThread(JSON.parse(data.textContent ?? ''))
    if (thread.thread.page !== page) return undefined
    return {
      thread,
      get typed() {
        return { text: valueOf(root, '.composer textarea'), name: valueOf(root, '.composer input[name="name"]') }
      },
      strip() {
        const made = [...root.children].filter((node) => node.matches('script, style, link'))
        for (const node of made) node.remove()
      },
    }
  } catch {
    // Cut short on its way, or of another version: the thread is drawn anew.
    return undefined
  }
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

function valueOf(root: ShadowRoot, selector: string): string {
  return root.querySelector<HTMLTextAreaElement | HTMLInputElement>(selector)?.value ?? ''
}
