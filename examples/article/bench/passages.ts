/**
 * What comments on an article's words cost a reader, in a real Chromium: 1,000 passages on 20,000 words are found,
 * then an article with 300 passages is scrolled from its top to its end. Prints a table; nothing is asserted, since
 * the figures are the machine's.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Conversation, createLogger, readConfig, saveSite, seed, serve } from '@afterword/server'
import { DEFAULT_REACTIONS } from '@afterword/storage'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { EMBED, buildWidget } from '../build-widget.ts'
import { launchChromium } from '../test/browsers.ts'

const SITE = 'bench'
const RUNS = 5
const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline']

interface Article {
  readonly name: string
  readonly paragraphs: readonly string[]
  readonly conversation: Conversation
}

/** Numbers that look like chance and are the same every time. */
function chance(seedNumber: number): () => number {
  let state = seedNumber
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

/** An article of so many words, and comments on so many passages of an older version of it. */
function article(name: string, words: number, passages: number): Article {
  const next = chance(words + passages)
  const word = (): string => `w${Math.floor(next() ** 2 * 6_000).toString(36)}`
  const old = Array.from({ length: Math.ceil(words / 100) }, () => `${Array.from({ length: 100 }, word).join(' ')}.`)
  const comments = Array.from({ length: passages }, (_, index) => {
    const paragraph = (old[index % old.length] ?? '').split(' ')
    const at = 5 + Math.floor(next() * 70)
    const exact = paragraph.slice(at, at + 5 + Math.floor(next() * 15)).join(' ')
    const prefix = `${paragraph.slice(Math.max(0, at - 6), at).join(' ')} `
    return {
      name: 'Ada',
      text: `On the ${index}th.`,
      ago: passages - index,
      passage: { quote: exact, selectors: [{ type: 'TextQuoteSelector', exact, prefix }] },
    }
  })
  // The article was edited since: a word in fifty is another, and a paragraph in ten is gone.
  const paragraphs = old
    .filter(() => next() > 0.1)
    .map((text) => text.replace(/\S+/g, (each) => (next() < 0.02 ? word() : each)))
  return { name, paragraphs, conversation: { page: `/${name}`, comments } }
}

function page({ name, paragraphs }: Article): string {
  return `<!doctype html><meta charset="utf-8"><title>${name}</title>
    <article>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>
    <script type="module" src="/afterword.js" data-site="${SITE}" data-page="/${name}"></script>`
}

/** One task of the page, as the browser traced it. */
interface Task {
  /** Milliseconds of the processor, so that what else the machine does is not counted. */
  readonly ms: number
  readonly background: boolean
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
}

/** The tasks of a trace, and whether they ran in the background, which is where passages are found. */
function tasksOf(trace: Buffer): readonly Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] }
  const callbacks = traceEvents.filter(({ name }) => name === 'RunPostTaskCallback')
  return traceEvents
    .filter(({ name, dur }) => name === 'RunTask' && dur !== undefined)
    .map(({ pid, tid, ts, dur = 0, tdur = dur }) => ({
      ms: tdur / 1_000,
      background: callbacks.some(
        (each) => each.pid === pid && each.tid === tid && each.ts >= ts && each.ts <= ts + dur,
      ),
    }))
}

async function ready(tab: Page, url: string): Promise<void> {
  await tab.goto(url)
  await tab.locator('.passages:not(.absent)').waitFor()
  await tab.locator('.marker').first().waitFor()
}

async function find(browser: Browser, url: string): Promise<Record<string, string | number>> {
  const tab = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  await browser.startTracing(tab, { categories: CATEGORIES })
  await ready(tab, url)
  await tab.waitForLoadState('networkidle')
  const tasks = tasksOf(await browser.stopTracing())
  const work = tasks.filter(({ background }) => background)
  await tab.close()
  return {
    'CPU ms': Math.round(work.reduce((sum, { ms }) => sum + ms, 0)),
    slices: work.length,
    'longest ms': Number(Math.max(...work.map(({ ms }) => ms)).toFixed(1)),
    'over 8 ms': work.filter(({ ms }) => ms > 8).length,
  }
}

async function scroll(browser: Browser, url: string): Promise<Record<string, string | number>> {
  const tab = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  await ready(tab, url)
  await tab.waitForLoadState('networkidle')
  await browser.startTracing(tab, { categories: CATEGORIES })
  await tab.mouse.move(600, 450)
  const height = await tab.evaluate(() => document.querySelector('article')?.scrollHeight ?? 0)
  for (let at = 0; at < height; at += 300) {
    await tab.mouse.wheel(0, 300)
    await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  const tasks = tasksOf(await browser.stopTracing()).map(({ ms }) => ms)
  await tab.close()
  return { 'longest ms': Number(Math.max(0, ...tasks).toFixed(1)), 'over 50 ms': tasks.filter((ms) => ms > 50).length }
}

const many = article('many', 20_000, 1_000)
const some = article('some', 20_000, 300)
const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
buildWidget(() => process.stdout.write('Building the widget…\n'))
const config = readConfig({ PORT: '0', AFTERWORD_DATA: folder, AFTERWORD_LOG: 'warn', AFTERWORD_WIDGET: EMBED })
const beside = new Hono()
for (const each of [many, some]) beside.get(`/${each.name}`, (c) => c.html(page(each)))
const server = await serve(config, createLogger(config.log), { beside })
const origin = `http://localhost:${server.port}`
const browser = await launchChromium()
try {
  const { queries } = server.database
  await saveSite(queries, { key: SITE, origins: [origin], reactions: DEFAULT_REACTIONS, createdAt: Date.now() })
  for (const { conversation } of [many, some])
    await seed({ database: server.database, now: Date.now() }, SITE, conversation)
  const rows: Record<string, string | number>[] = []
  for (let run = 0; run < RUNS; run++) rows.push({ what: 'found', ...(await find(browser, `${origin}/many`)) })
  for (let run = 0; run < RUNS; run++) rows.push({ what: 'scrolled', ...(await scroll(browser, `${origin}/some`)) })
  console.table(rows)
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
