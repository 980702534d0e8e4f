import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { identityPaths } from '@afterword/storage/identity'
import { describe, expect, it } from 'vitest'
import { asDigits } from '../src/services/identity/digits.ts'
import { acceptedLanguages } from '../src/words/accepted.ts'
import { english } from '../src/words/english.ts'
import { fill, pieces } from '../src/words/fill.ts'
import { LANGUAGES, wordingIn } from '../src/words/wording.ts'
import { onSqlite } from './databases.ts'
import { codeIn } from './mail-server.ts'
import { ADA, allowMail, ask, useMailing } from './mailing.ts'
import { SITE } from './server.ts'
import { begin, claimed, openWindow } from './signing-in.ts'

const WIDGET = join(import.meta.dirname, '../../widget/src/i18n/locales')
/** Texts that are the same word in another language. */
const SAME = new Set(['Code', 'Continue'])
/** Those that are written in letters of their own: a text without one was forgotten. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  bg: /\p{Script=Cyrillic}/u,
  bn: /\p{Script=Bengali}/u,
  el: /\p{Script=Greek}/u,
  fa: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u,
  ko: /\p{Script=Hangul}/u,
  ru: /\p{Script=Cyrillic}/u,
  th: /\p{Script=Thai}/u,
  uk: /\p{Script=Cyrillic}/u,
  ur: /\p{Script=Arabic}/u,
  'zh-Hans': /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
}

/** Every text by its path. */
function textsIn(messages: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? textsIn(value, `${path}${name}.`)
      : [[path + name, String(value)] as const],
  )
}

const mailing = await useMailing()
const { mail } = mailing
const ENGLISH = new Map(textsIn(english))
const placesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe('what the server says itself', () => {
  it('is said in every language that the widget speaks', () => {
    const files = readdirSync(WIDGET).map((file) => file.replace(/\.ts$/, ''))
    expect(LANGUAGES.map((name) => name.toLowerCase()).toSorted()).toEqual(files.toSorted())
  })

  it.each(LANGUAGES)('is all there in %s, with every place, and in its own words', async (language) => {
    const { words, language: name } = await wordingIn([language])
    expect(name).toBe(language)
    const texts = textsIn(words)
    expect(texts.map(([path]) => path)).toEqual([...ENGLISH.keys()])
    for (const [path, text] of texts) {
      const original = ENGLISH.get(path) ?? ''
      expect(placesIn(text), path).toEqual(placesIn(original))
      expect(text.trim(), path).toBe(text)
      if (!SAME.has(text)) expect(text, path).not.toBe(original)
      expect(text.replaceAll(/\{\w+\}/g, ''), path).toMatch(SCRIPTS[language] ?? /\p{L}/u)
    }
  })

  it.each([
    [['de-AT'], 'de'],
    [['pt-BR'], 'pt-BR'],
    [['pt-AO'], 'pt'],
    [['zh-TW'], 'zh-Hant'],
    [['zh'], 'zh-Hans'],
    [['nn-NO'], 'nb'],
    [['eu', 'es-ES', 'en'], 'es'],
    [['en-GB', 'de'], 'en'],
    [['*', 'not a language', '-'], 'en'],
    [['toString', '__proto__', 'constructor'], 'en'],
    [[], 'en'],
  ])('is said to who speaks %j in %s', async (languages, language) => {
    expect((await wordingIn(languages)).language).toBe(language)
  })

  it.each(['ar', 'fa-AF', 'he', 'ur-PK'])('runs from the right in %s', async (language) => {
    expect((await wordingIn([language])).dir).toBe('rtl')
  })

  it('believes a browser in what it prefers, and takes no harm from what says nothing', () => {
    expect(acceptedLanguages('fr;q=0.5, de-CH, en;q=0.8, it;q=0')).toEqual(['de-CH', 'en', 'fr'])
    expect(acceptedLanguages('')).toEqual([''])
    expect(acceptedLanguages(';;q=,, ;q=x,de')).toEqual(['', 'de'])
    expect(acceptedLanguages('de,'.repeat(10_000))).toHaveLength(20)
  })

  it('puts in what is named, and nothing that is not', () => {
    expect(fill('{a} and {b}', { a: '{b}', b: '2' })).toBe('{b} and 2')
    expect(fill('{c}', { a: '1' })).toBe('{c}')
    expect(pieces('As {name}.', { name: 7 })).toEqual(['As ', 7, '.'])
  })

  it.each([
    ['482 913', '482913'],
    ['٤٨٢٩١٣', '482913'],
    ['۴۸۲ ۹۱۳', '482913'],
    ['४८२९१३', '482913'],
    ['৪৮২৯১৩', '482913'],
    ['４８２９１３', '482913'],
    ['\u2066482913\u2069', '482913'],
    ["482913'--", "482913'--"],
  ])('reads the code %j as it was meant', (typed, code) => {
    expect(asDigits(typed)).toBe(code)
  })
})

describe('a window', () => {
  const start = onSqlite()

  it('speaks the language that the page hands to it, on every page, and sends its mail in it', async () => {
    const server = await mailing.start(start)
    const { handOver, window, type } = await ask(server, ADA, 'de-AT')
    expect(window.page).toContain('<html lang="de" dir="ltr">')
    expect(window.page).toContain('Sieh in deine E-Mails')
    const arrived = await mail.newest(ADA)
    const code = codeIn(arrived)
    expect(arrived.headers.get('subject')).toContain('ist_dein_Code_f=C3=BCr')
    expect(arrived.headers.get('content-language')).toBe('de')
    expect(arrived.html).toContain('<html lang="de" dir="ltr">')
    expect(arrived.text).toContain('Er gilt noch: 15 Minuten.')
    await type('000000')
    expect(window.page).toContain('Das ist nicht der Code aus der neuesten E-Mail.')
    await type(code)
    expect(window.page).toContain('Dein Name dort')
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: ' ' })
    expect(window.page).toContain('Dieser Name kann nicht angezeigt werden.')
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    expect(window.page).toContain('Fast fertig')
    await claimed(server, handOver, { code: window.code })
  })

  it('runs from the right where its language does, and its mail has a code that nothing can turn round', async () => {
    const server = await mailing.start(start)
    const { window, type } = await ask(server, ADA, 'ar')
    expect(window.page).toContain('<html lang="ar" dir="rtl">')
    expect(window.page).toContain(`<strong dir="auto">${ADA}</strong>`)
    const arrived = await mail.newest(ADA)
    expect(arrived.html).toContain('<html lang="ar" dir="rtl">')
    expect(arrived.html).toMatch(/<strong>\d{6}<\/strong>/)
    const code = codeIn(arrived)
    await type([...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join(''))
    expect(window.page).toContain('اسمك هناك')
  })

  it('goes by what the browser prefers where the page says nothing, or nothing that there are words in', async () => {
    const server = await mailing.start(start)
    for (const query of ['', '&lang=tlh', '&lang=%00', '&lang=..%2Fmessages', `&lang=${'x'.repeat(64)}`]) {
      const { id } = await begin(server)
      const path = `${identityPaths.window(SITE, id)}?way=email${query}`
      const window = await openWindow(server, undefined, 'eu, fr-CA;q=0.9, en;q=0.5').go(path)
      expect(window.page, query).toContain('<html lang="fr" dir="ltr">')
    }
    const { id } = await begin(server)
    const window = await openWindow(server).go(`${identityPaths.window(SITE, id)}?way=email&lang=${'x'.repeat(65)}`)
    expect(window.status).toBe(400)
  })

  it('says what is wrong in the language of the sign-in, and in the browser’s own where there is none', async () => {
    const server = await mailing.start(start)
    const { at } = await ask(server, ADA, 'es')
    const stranger = await openWindow(server, undefined, 'nl').go(at)
    expect(stranger.status).toBe(403)
    expect(stranger.page).toContain('Sigue donde empezaste')
    const lost = await openWindow(server, undefined, 'nl').go(identityPaths.confirmWindow(SITE, 'nowhere'))
    expect(lost.page).toContain('Deze inlogpoging is in een andere browser begonnen')
    const other = await openWindow(server, undefined, 'pl').go(
      `${identityPaths.window(SITE, (await begin(server)).id)}?way=by-pigeon`,
    )
    expect(other.status).toBe(404)
    expect(other.page).toContain('W ten sposób nie można się tu zalogować albo już nie można.')
  })

  it('says in its own words when mails may be asked for again', async () => {
    const server = await mailing.start(start)
    for (let time = 0; time < 5; time++) await ask(server, ADA, 'fr')
    const { window } = await ask(server, ADA, 'fr')
    expect(window.status).toBe(429)
    expect(window.page).toContain('(dans 60 minutes)')
  })

  it('keeps with a mail the language that it is written in, whatever is asked for later', async () => {
    const server = await start({ mails: { wake() {} } })
    await allowMail(server, true)
    await ask(server, ADA, 'ja')
    await ask(server, 'ben@mail.example', 'hu')
    const rows = await server.database.queries.selectFrom('mails').select(['recipient', 'language']).execute()
    expect(rows).toEqual([
      { recipient: ADA, language: 'ja' },
      { recipient: 'ben@mail.example', language: 'hu' },
    ])
  })
})
