/**
 * The address of a link as it may be followed, or `null`: http, https or mailto, without a user and password
 * in it (they make one host look like another), without anything a browser would take out before it looks.
 */
export function safeAddress(href: string): string | null {
  const address = href.trim()
  if (!/^(?:https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return null
  if (url.protocol !== 'mailto:' && url.hostname === '') return null
  return /[\u0000-\u0020\u007f]/.test(url.href) ? null : url.href
}

/** The host that a link leads to, when its words look like an address of another one; else `null`. */
export function hostToShow(href: string, words: string): string | null {
  const { protocol, host } = new URL(href)
  if (protocol === 'mailto:') return null
  const looksLike = /(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})/iu.exec(words)?.[1]?.toLowerCase()
  if (looksLike === undefined) return null
  const bare = host.toLowerCase().replace(/^www\./, '')
  return looksLike.replace(/^www\./, '') === bare ? null : host
}
