import { StorageError } from './errors.ts'
import { PAGE_KEY_CHARACTERS } from './protocol.ts'

/**
 * What a page is known by. An address keeps its host (without `www.`), path and nothing else: `http` or
 * `https`, a trailing slash, the query and the fragment make no new page. Anything that is no http(s)
 * address is the owner's own name for the page, and only a trailing slash is taken off a path.
 *
 * @throws StorageError `invalid` for an empty or overlong name, or one with control characters
 */
export function pageKey(nameOrAddress: string): string {
  const key = pageKeyOf(nameOrAddress)
  if (key !== null) return key
  throw new StorageError(
    'invalid',
    `The page must have a name of 1 to ${PAGE_KEY_CHARACTERS} printable characters: set the attribute page, or a canonical link.`,
    { field: 'page' },
  )
}

/** The same for who has others say what is wrong with a name: `null`. */
export function pageKeyOf(nameOrAddress: string): string | null {
  const name = nameOrAddress.trim()
  const key = withoutSlashes(/^https?:\/\//i.test(name) ? fromAddress(name) : name)
  const isKey = key !== '' && [...key].length <= PAGE_KEY_CHARACTERS && !/[\u0000-\u001f\u007f]|\p{Cs}/u.test(key)
  return isKey ? key : null
}

/** Without the slashes at its end, unless there is nothing else. */
function withoutSlashes(name: string): string {
  let end = name.length
  while (end > 1 && name[end - 1] === '/') end--
  return name.slice(0, end)
}

function fromAddress(address: string): string {
  if (!URL.canParse(address)) return address
  const { host, pathname } = new URL(address)
  return host.replace(/^www\./, '') + pathname
}
