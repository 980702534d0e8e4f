/**
 * Everything that a reader does, by keyboard alone and by touch alone, in Chromium and in Firefox: one table of
 * actions, done four times. `pnpm test:actions`.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { launchChromium, launchFirefox } from '../browsers.ts'
import { type Example, removeFolder, startExample } from '../example.ts'
import { reader } from '../reader.ts'
import { ACTIONS, PAGE, type World, visit } from './actions.ts'
import { type Driver, drive } from './driver.ts'
import { touchFirefox } from './firefox-touch.ts'
import { finger, keyboard } from './hand.ts'

const SERVER = join(import.meta.dirname, '../../../../packages/server/src/main.ts')

/** A thread with a long comment, a long branch, more comments than are read at once, and one on a passage. */
function thread(): object {
  const greenhouse = 'a species escaping from a greenhouse'
  const selector = { type: 'TextQuoteSelector', exact: greenhouse, prefix: 'a secret getting out and more like ' }
  const readers = Array.from({ length: 30 }, (_, at) => ({
    name: `Reader ${at + 1}`,
    text: `Words of Reader ${at + 1}.`,
    ago: 1_000 - at,
  }))
  const answers = Array.from({ length: 30 }, (_, at) => ({
    replyTo: 'branchy',
    name: `Answerer ${at + 1}`,
    text: `Answer number ${at + 1}.`,
    ago: 50 - at,
  }))
  return {
    page: PAGE,
    comments: [
      ...readers,
      { name: 'Passenger', text: 'On a passage.', ago: 300, passage: { quote: greenhouse, selectors: [selector] } },
      { name: 'Longwinded', text: 'One more sentence of a very long comment. '.repeat(60).trim(), ago: 200 },
      { key: 'branchy', name: 'Branchy', text: 'Words of Branchy.', ago: 100 },
      ...answers,
    ],
  }
}

const WAYS = [
  ['Chromium, by keyboard', keyboard, async () => drive(await launchChromium(), false)],
  ['Chromium, by touch', finger, async () => drive(await launchChromium(), true)],
  ['Firefox, by keyboard', keyboard, async () => drive(await launchFirefox(), false)],
  ['Firefox, by touch', finger, touchFirefox],
] as const

describe.each(WAYS)('a reader in %s', (_name, handOf, launch) => {
  let example: Example
  let driver: Driver
  let world: World

  beforeAll(async () => {
    ;[example, driver] = await Promise.all([startExample(), launch()])
    const file = join(example.folder, 'actions.json')
    writeFileSync(file, JSON.stringify(thread()))
    const { status, stderr } = spawnSync(process.execPath, [SERVER, 'seed', file, '--site', 'example'], {
      env: { ...process.env, AFTERWORD_DATA: example.folder },
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`The thread could not be begun: ${stderr}`)
    world = {
      url: example.url,
      async somebodyWrites(text) {
        const browser = await launchChromium()
        const ben = await reader(browser)
        await ben.open(example.url)
        await ben.page
          .locator('afterword-comments')
          .evaluate((element, page) => element.setAttribute('page', page), PAGE)
        await ben.comment('Words of Branchy.').first().waitFor()
        await ben.post(text, 'Ben')
        await ben.comment(text).locator('.reply').waitFor()
        await browser.close()
      },
      down: () => example.kill(),
      async up() {
        example = await startExample({ port: example.port, folder: example.folder })
      },
    }
    await visit(driver, example.url)
  })
  afterAll(async () => {
    await driver.close()
    await example.stop()
    removeFolder(example.folder)
  })

  it.each(ACTIONS)('$name', ({ run }) => run(handOf(driver), world))
})
