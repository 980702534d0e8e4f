import type { ContentTree } from '@afterword/markdown'
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
export function signInLetter({ host, code, link, lives }: SignInLetter): Letter {
  const shown = `${code.slice(0, 3)} ${code.slice(3)}`
  const content: ContentTree = [
    { type: 'p', children: [`Your code for ${host} is`] },
    { type: 'p', children: [{ type: 'strong', children: [shown] }] },
    {
      type: 'p',
      children: [
        `Type it in the window that asked for your address. It is good there for ${lives} minutes, and nowhere else.`,
      ],
    },
    ...(link === undefined ? [] : byLink(link)),
    {
      type: 'p',
      children: [
        'Did you not ask for this? Then somebody has typed your address, and nothing has happened. Tell the code to nobody.',
      ],
    },
  ]
  return { subject: `${shown} is your code for ${host}`, content }
}

function byLink(link: string): ContentTree {
  return [
    { type: 'p', children: ['Or open this address in the same browser:'] },
    { type: 'p', children: [{ type: 'a', href: link, children: [link] }] },
  ]
}
