/** A file of the script's, by an address that is full or begins here, and the hash that it has. */
type Hashed = readonly [address: string, hash: string]

type Files = readonly [Hashed, ...Hashed[]]

/** The list of parts, by their names: each with itself first, then all that it cannot be without. */
interface List {
  readonly parts: Readonly<Record<string, Files>>
}

// The build writes these.
const LIST: Hashed = ['@list', '@list-hash']
/** The interface knows the list by its hash, so the list cannot have the interface: the script has. */
const FIRST: Files = [['@first', '@first-hash'], LIST]

/**
 * Loads a part of the script when its bytes, and those of all that it imports, are the ones that were built. The
 * build puts this in the place of each `import()` (decision 0227).
 *
 * @param part its name among the parts; the interface when left out
 */
export async function checked(part?: string): Promise<unknown> {
  return part ? load((await load<List>([LIST])).parts[part]) : load()
}

async function load<T>(files: Files = FIRST): Promise<T> {
  await Promise.all(files.map(verify))
  return import(/* @vite-ignore */ files[0][0])
}

/**
 * Puts a module into the page's map of modules, where `import()` finds it, if it has this hash. There is no other way
 * to tell `import()` of a hash: an import map is the page's, a script's address is guarded by Trusted Types.
 */
function verify([address, integrity]: Hashed): Promise<unknown> {
  const link = document.createElement('link')
  const { nonce } = document.querySelector<HTMLElement>('script[nonce]') ?? link
  return new Promise((onload, refuse) => {
    const onerror = (): void => refuse(new Error(address))
    const href = import.meta.resolve(address)
    Object.assign(link, { rel: 'modulepreload', integrity, nonce, href, onload, onerror })
    document.head.append(link)
  }).finally(() => link.remove())
}
