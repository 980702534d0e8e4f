import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Example, removeFolder, startExample } from '../example.ts'
import { type WebKit, launchWebKit } from '../webkit.ts'

let example: Example
let webkit: WebKit

beforeAll(async () => {
  ;[example, webkit] = await Promise.all([startExample(), launchWebKit()])
})
afterAll(async () => {
  await Promise.all([webkit.close(), example.stop()])
  removeFolder(example.folder)
})

/** What is found in the thread, by the first that matches. */
const IN_THREAD = 'const found = document.querySelector("afterword-comments")?.shadowRoot?.querySelector(arguments[0]);'
const text = (selector: string): Promise<string | null> =>
  webkit.evaluate(`${IN_THREAD} return found?.textContent ?? null`, selector)
const focus = (selector: string): Promise<void> => webkit.evaluate(`${IN_THREAD} found.focus()`, selector)
const click = (selector: string): Promise<void> => webkit.evaluate(`${IN_THREAD} found.click()`, selector)
const shows = (selector: string, words: string): Promise<void> =>
  expect.poll(() => text(selector), { timeout: 30_000 }).toContain(words)

describe('in WebKit', () => {
  it('a thread is read, written in by keyboard, answered and liked, and is there after a reload', async () => {
    await webkit.open(example.url)
    await shows('.list', 'Old Reader')
    await focus('.thread > .composer textarea, .composer textarea')
    await webkit.type('Typed in WebKit.')
    await focus('.composer input')
    await webkit.type('Ada')
    await click('.composer [part~=submit]')
    await shows('.list > .item .body', 'Typed in WebKit.')
    await shows('.list > .item .reply', 'Reply')
    await click('.list > .item .reply')
    await expect.poll(() => text('.reply-composer'), { timeout: 30_000 }).not.toBeNull()
    await focus('.reply-composer textarea')
    await webkit.type('And answered.')
    await click('.reply-composer [part~=submit]')
    await shows('.replies .body', 'And answered.')
    await click('.list > .item:nth-child(2) [part~=vote]')
    await shows('.list > .item:nth-child(2) [part~=vote][aria-pressed=true]', '3')
    await webkit.open(example.url)
    await shows('.list > .item .body', 'Typed in WebKit.')
    await shows('.list > .item:nth-child(2) [part~=vote][aria-pressed=true]', '3')
    // It is drawn: a page without a thread would be a picture of few colours.
    expect((await webkit.picture()).length).toBeGreaterThan(20_000)
  })

  it('words are selected and commented on, painted, there after a reload, and shown in the text', async () => {
    const painted = (name: string): Promise<string> =>
      webkit.evaluate(
        'return "highlights" in CSS ? [...(CSS.highlights.get(arguments[0]) ?? [])].map(String).join().replace(/\\s+/g, " ") : "rectangles"',
        name,
      )
    await webkit.open(example.url)
    await expect.poll(() => text('.passages:not(.absent)'), { timeout: 30_000 }).not.toBeNull()
    const before = await webkit.evaluate<string>('return document.querySelector("article").innerHTML')
    await webkit.evaluate(
      `
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.data.indexOf(arguments[0])
        if (at === -1) continue
        node.parentElement.scrollIntoView({ block: "center" })
        getSelection().setBaseAndExtent(node, at, node, at + arguments[0].length)
      }`,
      'both deserved to be taken',
    )
    await shows('.offer-button', 'Comment')
    await click('.offer-button')
    await expect.poll(() => text('.panel textarea'), { timeout: 30_000 }).not.toBeNull()
    await focus('.panel textarea')
    await webkit.type('Selected in WebKit.')
    await focus('.panel input')
    await webkit.type('Ada')
    await click('.panel [part~=submit]')
    await shows('.panel .comment .body', 'Selected in WebKit.')
    await expect
      .poll(() => painted('afterword-passage'), { timeout: 30_000 })
      .toMatch(/both deserved to be taken|rectangles/)
    expect(await webkit.evaluate<string>('return document.querySelector("article").innerHTML')).toBe(before)
    await webkit.open(example.url)
    await shows('.list > .item .quote', 'both deserved to be taken')
    await shows('.list > .item .passage-foot button', 'Show in text')
    await click('.list > .item .passage-foot button')
    await shows('[role=status]', 'Shown in the article: “both deserved to be taken”')
    await expect
      .poll(() => painted('afterword-passage-current'), { timeout: 30_000 })
      .toMatch(/both deserved to be taken|rectangles/)
    await expect
      .poll(() =>
        webkit.evaluate<number>(
          'return getSelection().getRangeAt(0).startContainer.parentElement.getBoundingClientRect().top',
        ),
      )
      .toBeGreaterThan(0)
    await shows('.marker[aria-label*="both deserved to be taken"]', '1')
  })

  it('words are painted in a layer where there are no highlights, which follows them, opens by a click and is put away', async () => {
    await webkit.open(example.url)
    await expect.poll(() => text('.passages:not(.absent)'), { timeout: 30_000 }).not.toBeNull()
    // The thread is put there anew, when the browser has no highlights any more.
    await webkit.evaluate(`
      const thread = document.querySelector("afterword-comments")
      const anew = thread.cloneNode()
      delete globalThis.Highlight
      thread.replaceWith(anew)`)
    await expect.poll(() => text('.passages:not(.absent)'), { timeout: 30_000 }).not.toBeNull()
    const scrollToWords = (): Promise<void> =>
      webkit.evaluate(
        `
        const paragraphs = [...document.querySelectorAll("article p")]
        const paragraph = paragraphs.find(({ textContent }) => textContent.includes(arguments[0]))
        paragraph.scrollIntoView({ block: "center", behavior: "instant" })`,
        'open weights stay',
      )
    /** The middle of the words' first line in the window, when a rectangle lies on each of their lines. */
    let place: { readonly x: number; readonly y: number; readonly lines: number } | null = null
    const underlaid = async (): Promise<typeof place> =>
      (place = await webkit.evaluate<typeof place>(
        `
        const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = node.data.indexOf(arguments[0])
          if (at === -1) continue
          range.setStart(node, at)
          range.setEnd(node, at + arguments[0].length)
        }
        const { shadowRoot } = document.querySelector("afterword-comments")
        const rectangles = [...shadowRoot.querySelectorAll(".rectangle")].map((each) => each.getBoundingClientRect())
        const lines = [...range.getClientRects()]
        const on = lines.every((line) =>
          rectangles.some((rectangle) =>
            ["left", "right", "top", "bottom"].every((side) => Math.abs(rectangle[side] - line[side]) < 2)))
        const [first] = lines
        return on && first !== undefined
          ? { x: (first.left + first.right) / 2, y: (first.top + first.bottom) / 2, lines: lines.length }
          : null`,
        'open weights stay',
      ))
    await scrollToWords()
    await expect.poll(underlaid, { timeout: 30_000 }).not.toBeNull()
    const { y = 0 } = place ?? {}
    await webkit.evaluate('scrollBy({ top: 120, behavior: "instant" })')
    await expect.poll(async () => y - ((await underlaid())?.y ?? 0), { timeout: 30_000 }).toBeCloseTo(120, 0)
    // The lines break elsewhere, and the words as well.
    await webkit.evaluate('document.querySelector("article").style.width = "6em"')
    await scrollToWords()
    await expect.poll(async () => (await underlaid())?.lines ?? 0, { timeout: 30_000 }).toBeGreaterThan(1)
    await webkit.evaluate(
      `
      const { x: clientX, y: clientY } = JSON.parse(arguments[0])
      const click = new MouseEvent("click", { bubbles: true, cancelable: true, clientX, clientY })
      document.elementFromPoint(clientX, clientY).dispatchEvent(click)`,
      JSON.stringify(place),
    )
    await shows('.panel .comment', 'A note on words')
    await click('.panel-head .action')
    await expect.poll(() => text('.panel'), { timeout: 30_000 }).toBeNull()
    await click('.passages')
    await shows('.menu-item:last-child', 'Hide passages')
    await click('.menu-item:last-child')
    await expect.poll(() => text('.rectangle'), { timeout: 30_000 }).toBeNull()
    await expect.poll(() => text('.marker'), { timeout: 30_000 }).toBeNull()
  })
})
