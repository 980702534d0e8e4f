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
  const { protocol, host, hostname } = new URL(href)
  if (protocol === 'mailto:') return null
  const own = hostname.toLowerCase().replace(/^www\./, '')
  return hostsIn(words).some((other) => other.replace(/^www\./, '') !== own) ? host : null
}

/** What looks like a host in a text. It is cut into pieces first, so that every character is looked at once: a text may be long. */
function hostsIn(words: string): string[] {
  const runs = words.toLowerCase().match(/[\p{L}\p{N}.-]+/gu) ?? []
  return runs
    .flatMap((run) => run.split('..'))
    .flatMap((run) => {
      const labels = run.split('.').filter((label) => label !== '')
      // A host ends with letters; what is behind them was not meant.
      const last = labels.findLastIndex((label, index) => index > 0 && /^\p{L}{2}/u.test(label))
      if (last === -1) return []
      const [ending = ''] = /^\p{L}+/u.exec(labels[last] ?? '') ?? []
      return [[...labels.slice(0, last), ending].join('.')]
    })
}
