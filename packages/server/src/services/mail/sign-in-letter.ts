import type { ContentTree } from '@afterword/markdown'
import { fill } from '../../words/fill.ts'
import type { Wording } from '../../words/wording.ts'
import type { Letter } from './mails.ts'

export interface SignInLetter {
  /** The host of the page that somebody signs in to. */
  readonly host: string
  readonly code: string
  /** Where the sign-in goes on in the same browser; `undefined` where the server does not know its own address. */
  readonly link: string | undefined
  /** Minutes. */
  readonly lives: number
}

/** What somebody is sent who signs in with their address. */
export function signInLetter({ host, code, link, lives }: SignInLetter, wording: Wording): Letter {
  const { language, dir, words } = wording
  const { letter } = words
  // Between words that run from the right, two groups of digits would change places.
  const shown = dir === 'rtl' ? code : `${code.slice(0, 3)} ${code.slice(3)}`
  const time = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(lives)
  const content: ContentTree = [
    { type: 'p', children: [fill(letter.code, { host })] },
    { type: 'p', children: [{ type: 'strong', children: [shown] }] },
    { type: 'p', children: [`${letter.type} ${fill(letter.lives, { time })}`] },
    ...(link === undefined ? [] : byLink(letter.link, link)),
    { type: 'p', children: [letter.notYou] },
  ]
  return { subject: fill(letter.subject, { code: shown, host }), content, language }
}

function byLink(words: string, link: string): ContentTree {
  return [
    { type: 'p', children: [words] },
    { type: 'p', children: [{ type: 'a', href: link, children: [link] }] },
  ]
}
