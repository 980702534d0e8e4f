import { createWords } from '../create-words.ts'
import { chooseLocale } from '../locales.ts'
import { en } from './en.ts'
import type { ModeratingWords } from './messages.ts'

/** The messages of each language, each a module of its own, by the names of `LOCALES`. */
export const LANGUAGES: Readonly<Record<string, () => Promise<object>>> = {
  ar: () => import('./ar.ts').then((language) => language.ar),
  bg: () => import('./bg.ts').then((language) => language.bg),
  bn: () => import('./bn.ts').then((language) => language.bn),
  ca: () => import('./ca.ts').then((language) => language.ca),
  cs: () => import('./cs.ts').then((language) => language.cs),
  da: () => import('./da.ts').then((language) => language.da),
  de: () => import('./de.ts').then((language) => language.de),
  el: () => import('./el.ts').then((language) => language.el),
  es: () => import('./es.ts').then((language) => language.es),
  fa: () => import('./fa.ts').then((language) => language.fa),
  fi: () => import('./fi.ts').then((language) => language.fi),
  fr: () => import('./fr.ts').then((language) => language.fr),
  he: () => import('./he.ts').then((language) => language.he),
  hi: () => import('./hi.ts').then((language) => language.hi),
  hu: () => import('./hu.ts').then((language) => language.hu),
  id: () => import('./id.ts').then((language) => language.id),
  it: () => import('./it.ts').then((language) => language.it),
  ja: () => import('./ja.ts').then((language) => language.ja),
  ko: () => import('./ko.ts').then((language) => language.ko),
  nb: () => import('./nb.ts').then((language) => language.nb),
  nl: () => import('./nl.ts').then((language) => language.nl),
  pl: () => import('./pl.ts').then((language) => language.pl),
  pt: () => import('./pt.ts').then((language) => language.pt),
  'pt-BR': () => import('./pt-br.ts').then((language) => language.ptBr),
  ro: () => import('./ro.ts').then((language) => language.ro),
  ru: () => import('./ru.ts').then((language) => language.ru),
  sk: () => import('./sk.ts').then((language) => language.sk),
  sv: () => import('./sv.ts').then((language) => language.sv),
  th: () => import('./th.ts').then((language) => language.th),
  tr: () => import('./tr.ts').then((language) => language.tr),
  uk: () => import('./uk.ts').then((language) => language.uk),
  ur: () => import('./ur.ts').then((language) => language.ur),
  vi: () => import('./vi.ts').then((language) => language.vi),
  'zh-Hans': () => import('./zh-hans.ts').then((language) => language.zhHans),
  'zh-Hant': () => import('./zh-hant.ts').then((language) => language.zhHant),
}

/** The words of moderators in a language that a thread is written in; English where it has none or they do not come. */
export async function loadModeratingWords(locale: string): Promise<ModeratingWords> {
  const messages = await LANGUAGES[chooseLocale([locale]).words]?.().catch(() => undefined)
  return createWords<ModeratingWords>(messages === undefined ? 'en' : locale, [messages ?? en, en])
}
