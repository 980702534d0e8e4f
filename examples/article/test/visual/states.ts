import type { BrowserContextOptions, Page, Route } from 'playwright-core'
import { conflict, held, otherDraft, partFailed, refusedLater, removal, report } from './scenes.ts'

/** One picture: how the page comes to look so. */
export interface State {
  readonly name: string
  readonly options?: BrowserContextOptions
  /** The page's own HTML, changed before it is read. */
  readonly html?: (html: string) => string
  /** Rules after those of the page. */
  readonly style?: string
  /** What the server answers, instead of what it would. */
  readonly answer?: readonly [address: string, answer: (route: Route) => unknown]
  /** What is there when the page is ready to be arranged. */
  readonly shown?: string
  /** What is there when everything is: the tools for writing come last. */
  readonly settled?: string
  readonly arrange?: (page: Page) => Promise<unknown>
  /** Whether it is taken in the short run, too. */
  readonly essential?: boolean
}

const WINDOW = { width: 800, height: 900 }
const PHONE = { width: 360, height: 780 }

const inLanguage =
  (language: string, direction = 'ltr') =>
  (html: string): string =>
    html.replace('<html lang="en">', `<html lang="${language}" dir="${direction}">`)

const onPage =
  (page: string) =>
  (html: string): string =>
    html.replaceAll('/open-weights', page)

/** A state of a thread of its own, so that what is written there stands in no other picture. */
function apart(name: string, options: BrowserContextOptions, arrange: State['arrange'], language?: string): State {
  const html = (own: string): string => {
    const page = onPage(`/pictures/${name}`)(own)
    return language === undefined ? page : inLanguage(language, 'rtl')(page)
  }
  return { name, options, html, shown: '.empty', ...(arrange === undefined ? {} : { arrange }) }
}

/** A page that somebody else made: its style, and the tag alone. */
function host(title: string, style: string): (html: string) => string {
  return () => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style>
    <h1>${title}</h1><p>What stands on this page was written long before anybody thought of comments.</p>
    <script type="module" src="/afterword.js" data-site="example" data-page="/open-weights"></script>`
}

/** A reply is being written, and a menu is open. */
async function openThings(page: Page): Promise<void> {
  await page.locator('.list .reply').nth(1).click()
  await page.locator('.reply-composer textarea').waitFor()
  await page.locator('.list [aria-haspopup=menu]').first().click()
  await page.locator('[part~=menu-item]').first().waitFor()
}

/** The answer of a thread that takes no more comments. */
async function close(route: Route): Promise<void> {
  const answer = await route.fetch()
  const open = (await answer.json()) as { readonly thread: object }
  await route.fulfill({ response: answer, json: { ...open, thread: { ...open.thread, closed: true } } })
}

async function openPassage(page: Page): Promise<void> {
  await page.locator('.marker').first().click()
  await page.locator('.panel .comment').first().waitFor()
}

export const STATES: readonly State[] = [
  { name: 'light', options: { viewport: WINDOW }, arrange: openThings, essential: true },
  { name: 'dark', options: { viewport: WINDOW, colorScheme: 'dark' }, arrange: openThings, essential: true },
  { name: 'phone', options: { viewport: PHONE, hasTouch: true }, arrange: openThings, essential: true },
  {
    name: 'right-to-left',
    options: { viewport: WINDOW },
    html: inLanguage('ar', 'rtl'),
    arrange: openThings,
    essential: true,
  },
  { name: 'right-to-left-phone', options: { viewport: PHONE }, html: inLanguage('ar', 'rtl') },
  { name: 'long-words', options: { viewport: PHONE }, html: inLanguage('de'), arrange: openThings },
  { name: 'large-type', options: { viewport: WINDOW }, style: ':root:root { font-size: 36px }' },
  { name: 'forced-colours', options: { viewport: WINDOW, forcedColors: 'active' }, arrange: openThings },
  {
    name: 'print',
    options: { viewport: WINDOW },
    async arrange(page) {
      await page.emulateMedia({ media: 'print' })
      // What stands above the thread has other heights on paper.
      await page.locator('afterword-comments').evaluate((element) => element.scrollIntoView())
    },
  },
  {
    name: 'host-cream',
    options: { viewport: WINDOW },
    html: host(
      'A quiet essay',
      'html { background: #f6efdf; color: #3b2f22; font: 20px/1.7 "Noto Serif", serif } body { max-width: 34em; margin: 2em auto }',
    ),
    essential: true,
  },
  {
    name: 'host-dark',
    options: { viewport: WINDOW },
    html: host(
      'Dark, and silent about it',
      'html { font-size: 62.5% } body { background: #14171f; color: #d7dae3; font: 1.6rem/1.5 "Noto Sans", sans-serif; margin: 0 auto; max-width: 700px; padding: 20px }',
    ),
  },
  {
    name: 'host-brutal',
    options: { viewport: WINDOW },
    html: host(
      'Brutal',
      `* { all: unset } style, script, title { display: none } html, body, h1, p { display: block; margin: 8px }
       html { font: 14px/1.2 "Noto Serif", serif } body { text-align: center; text-transform: uppercase; letter-spacing: 3px; border: 4px solid }`,
    ),
  },
  {
    name: 'loading',
    options: { viewport: WINDOW },
    answer: ['**/v1/**/thread?**', () => undefined],
    shown: '.skeleton',
    settled: '.skeleton',
  },
  { name: 'empty', options: { viewport: WINDOW }, html: onPage('/nobody-was-here'), shown: '.empty' },
  {
    name: 'failed',
    options: { viewport: WINDOW },
    answer: ['**/v1/**', (route) => route.fulfill({ status: 500, body: '' })],
    shown: '.failed button',
    settled: '.failed button',
  },
  {
    name: 'waiting',
    options: { viewport: WINDOW },
    html: onPage('/in-a-train'),
    shown: '.empty',
    arrange: async (page) => {
      await page.route('**/v1/**', (route) => route.abort())
      await page.locator('textarea').first().fill('Written in a train, between two tunnels.')
      await page.getByPlaceholder('Your name').first().fill('Ada')
      await page.getByRole('button', { name: 'Post comment' }).click()
      await page.locator('.comment.waiting').waitFor()
    },
  },
  {
    name: 'refused',
    options: { viewport: WINDOW },
    arrange: async (page) => {
      await page.locator('textarea').first().fill('A comment without a name.')
      await page.getByRole('button', { name: 'Post comment' }).click()
      await page.locator('.problem:not([hidden])').first().waitFor()
      await page.getByText('Draft saved').waitFor()
    },
  },
  apart('conflict', { viewport: WINDOW }, conflict),
  apart('conflict-phone-dark', { viewport: PHONE, hasTouch: true, colorScheme: 'dark' }, conflict),
  apart('removal', { viewport: WINDOW }, removal),
  apart('removal-phone-dark', { viewport: PHONE, hasTouch: true, colorScheme: 'dark' }, removal),
  { name: 'report', options: { viewport: WINDOW }, arrange: report },
  { name: 'report-phone-dark', options: { viewport: PHONE, hasTouch: true, colorScheme: 'dark' }, arrange: report },
  { name: 'report-right-to-left', options: { viewport: WINDOW }, html: inLanguage('ar', 'rtl'), arrange: report },
  { name: 'report-forced-colours', options: { viewport: WINDOW, forcedColors: 'active' }, arrange: report },
  apart('refused-later', { viewport: WINDOW }, refusedLater),
  apart('refused-later-phone', { viewport: PHONE, hasTouch: true }, refusedLater),
  apart('other-draft', { viewport: WINDOW }, otherDraft),
  apart('other-draft-right-to-left', { viewport: PHONE, hasTouch: true }, otherDraft, 'he'),
  { name: 'part-failed', options: { viewport: WINDOW }, arrange: partFailed },
  {
    name: 'closed',
    options: { viewport: WINDOW },
    answer: ['**/v1/**/thread?**', close],
    shown: '.note',
    settled: '.passage-foot button',
  },
  {
    name: 'closed-phone-dark',
    options: { viewport: PHONE, hasTouch: true, colorScheme: 'dark' },
    answer: ['**/v1/**/thread?**', close],
    shown: '.note',
    settled: '.passage-foot button',
  },
  apart('held', { viewport: WINDOW }, held),
  apart('held-phone-dark', { viewport: PHONE, hasTouch: true, colorScheme: 'dark' }, held),
  { name: 'passage', options: { viewport: { width: 1100, height: 900 } }, arrange: openPassage },
  { name: 'passage-phone', options: { viewport: PHONE, hasTouch: true }, arrange: openPassage },
]
