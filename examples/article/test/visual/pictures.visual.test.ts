/**
 * The looks of every state, compared with pictures that somebody looked at. A state that looks different on
 * purpose gets its new picture with `UPDATE_PICTURES=1 pnpm test:visual`; look at it before you keep it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, launchFirefox } from '../browsers.ts'
import { type Example, removeFolder, startExample } from '../example.ts'
import { compare } from './compare.ts'
import { type State, STATES } from './states.ts'
import { take } from './take.ts'

/** Where the pictures are that a run took and that differ. Ignored by git. */
const TAKEN = join(import.meta.dirname, 'taken')
const KEPT = join(import.meta.dirname, 'pictures')
const UPDATE = process.env['UPDATE_PICTURES'] !== undefined

let example: Example
let table: Page
const browsers = new Map<string, Browser>()

beforeAll(async () => {
  const [started, chromium, firefox] = await Promise.all([startExample(), launchChromium(), launchFirefox()])
  example = started
  browsers.set('chromium', chromium).set('firefox', firefox)
  table = await chromium.newPage()
})
afterAll(async () => {
  await Promise.all([...[...browsers.values()].map((browser) => browser.close()), example.stop()])
  removeFolder(example.folder)
})

async function looksAsKept(browser: string, state: State): Promise<void> {
  const used = browsers.get(browser)
  if (used === undefined) throw new Error(`${browser} was not started.`)
  const picture = await take(used, example.url, state)
  const kept = join(KEPT, browser, `${state.name}.png`)
  if (UPDATE) return write(kept, picture)
  expect(existsSync(kept), `There is no picture of ${state.name}: take one with UPDATE_PICTURES=1.`).toBe(true)
  const { share, tooMuch } = await compare(table, readFileSync(kept), picture)
  const taken = join(TAKEN, browser, `${state.name}.png`)
  if (tooMuch) write(taken, picture)
  expect(tooMuch, `${(share * 100).toFixed(2)} % of ${state.name} differ: compare ${taken} with ${kept}.`).toBe(false)
}

function write(file: string, picture: Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, picture)
}

describe('the essentials', () => {
  it.each(STATES.filter(({ essential }) => essential))('$name looks as it was kept', (state) =>
    looksAsKept('chromium', state),
  )
})

describe('every other state', () => {
  it.each(STATES.filter(({ essential }) => !essential))('$name looks as it was kept', (state) =>
    looksAsKept('chromium', state),
  )
})

describe('in Firefox', () => {
  it.each(STATES.filter(({ name }) => ['light', 'right-to-left', 'host-dark'].includes(name)))(
    '$name looks as it was kept',
    (state) => looksAsKept('firefox', state),
  )
})

describe('the comparison', () => {
  it('sees a button that is gone, and not that letters are drawn a little differently', async () => {
    const draw = (style: string): Promise<Buffer> =>
      (async () => {
        await table.setContent(`<body style="font: 16px sans-serif; margin: 20px"><h1>Comments</h1>
          <p style="${style}">A paragraph of some words, which is as long as a paragraph of a comment is.</p>
          <button style="background: #1d5fd1; color: #fff; padding: 12px 20px; ${style}">Post comment</button>`)
        return table.screenshot()
      })()
    const kept = await draw('')
    expect((await compare(table, kept, await draw('letter-spacing: 0.01px; opacity: 0.97'))).tooMuch).toBe(false)
    expect((await compare(table, kept, await draw('visibility: hidden'))).tooMuch).toBe(true)
  })
})
