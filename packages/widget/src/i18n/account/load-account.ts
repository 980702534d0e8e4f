import type { AccountMessages } from '../messages.ts'

/** The messages of each language, each a module of its own. */
const LOADERS: Readonly<Record<string, () => Promise<{ readonly messages: AccountMessages }>>> = {
  ar: () => import('./words-ar.ts'),
  bg: () => import('./words-bg.ts'),
  bn: () => import('./words-bn.ts'),
  ca: () => import('./words-ca.ts'),
  cs: () => import('./words-cs.ts'),
  da: () => import('./words-da.ts'),
  de: () => import('./words-de.ts'),
  el: () => import('./words-el.ts'),
  es: () => import('./words-es.ts'),
  fa: () => import('./words-fa.ts'),
  fi: () => import('./words-fi.ts'),
  fr: () => import('./words-fr.ts'),
  he: () => import('./words-he.ts'),
  hi: () => import('./words-hi.ts'),
  hu: () => import('./words-hu.ts'),
  id: () => import('./words-id.ts'),
  it: () => import('./words-it.ts'),
  ja: () => import('./words-ja.ts'),
  ko: () => import('./words-ko.ts'),
  nb: () => import('./words-nb.ts'),
  nl: () => import('./words-nl.ts'),
  pl: () => import('./words-pl.ts'),
  pt: () => import('./words-pt.ts'),
  'pt-BR': () => import('./words-pt-br.ts'),
  ro: () => import('./words-ro.ts'),
  ru: () => import('./words-ru.ts'),
  sk: () => import('./words-sk.ts'),
  sv: () => import('./words-sv.ts'),
  th: () => import('./words-th.ts'),
  tr: () => import('./words-tr.ts'),
  uk: () => import('./words-uk.ts'),
  ur: () => import('./words-ur.ts'),
  vi: () => import('./words-vi.ts'),
  'zh-Hans': () => import('./words-zh-hans.ts'),
  'zh-Hant': () => import('./words-zh-hant.ts'),
}

/** The messages of a language of `LOCALES`; nothing for English. Rejects when they cannot be fetched. */
export async function loadAccount(name: string): Promise<AccountMessages | undefined> {
  return (await LOADERS[name]?.())?.messages
}
