import type { Checked } from './unchecked.ts'

/** A file of the script's, by an address that is full or begins here, and the hash that it has. */
type Hashed = readonly [address: string, hash: string]

/** Knows all parts with their hashes, and is written by the build (`build/list-of-parts.ts`). */
interface List {
  load(part: string, check: (file: Hashed) => void): Promise<unknown>
}

// The build writes these.
const LIST: Hashed = ['@list', '@list-hash']
/** The interface is not in the list, which it would have to wait for. */
const FIRST: Hashed = ['@first', '@first-hash']

const roots = new Set<ShadowRoot>()

/**
 * @param root where a check may stand for a moment, until the element is ended
 * @returns what checks the parts of the interface
 */
export function checkIn(root: ShadowRoot, ending: AbortSignal): Checked {
  roots.add(root)
  ending.addEventListener('abort', () => roots.delete(root))
  return checked
}

/**
 * Loads a part when its bytes, and those of all that it imports, are the ones that were built. The build puts this in
 * the place of each `import()` of the script (decision 0265).
 *
 * @param part its name among the parts; the interface when left out
 */
export async function checked(part?: string): Promise<unknown> {
  check(LIST)
  if (part) return importing<List>(LIST).then(({ load }) => load(part, check))
  return importing(FIRST)
}

function importing<T>(file: Hashed): Promise<T> {
  check(file)
  return import(/* @vite-ignore */ file[0])
}

/**
 * Has a file fetched into the page's map of modules, where `import()` waits for it, if it has this hash. There is no
 * other way to tell `import()` of a hash: an import map is the page's, a script's address is guarded by Trusted Types.
 * A link need not stay for that, and stands in a tree of our own.
 */
function check([address, integrity]: Hashed): void {
  const link = document.createElement('link')
  link.rel = 'modulepreload'
  link.integrity = integrity
  link.nonce = document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? ''
  link.href = import.meta.resolve(address)
  const root = [...roots].find(({ isConnected }) => isConnected)
  if (root === undefined) throw new Error(address)
  root.append(link)
  link.remove()
}
