import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A browser as a reader's hands have it: keys, a finger, and a look at the page. */
export interface Driver {
  open(url: string): Promise<void>
  /** What a function that knows nothing but its arguments says in the page. */
  ask<A extends readonly unknown[], T>(question: (...args: A) => T, ...args: A): Promise<T>
  /** A key by its name, with others held: `Control+Enter`. */
  key(name: string): Promise<void>
  type(words: string): Promise<void>
  tap(x: number, y: number): Promise<void>
  /** The tab comes to the front, as it has to for keys. */
  front(): Promise<void>
  /** Another tab of the same reader. */
  tab(): Promise<Driver>
  close(): Promise<void>
}

/** The question as an expression, whose value is JSON. */
export function expressionOf<A extends readonly unknown[]>(question: (...args: A) => unknown, args: A): string {
  return `JSON.stringify((${String(question)})(...${JSON.stringify(args)}) ?? null)`
}

export async function drive(browser: Browser, touch: boolean): Promise<Driver> {
  const context = await browser.newContext(
    touch ? { viewport: { width: 360, height: 740 }, hasTouch: true } : { viewport: { width: 1200, height: 900 } },
  )
  return driverOf(context, await context.newPage(), () => context.close())
}

function driverOf(context: BrowserContext, page: Page, close: () => Promise<void>): Driver {
  return {
    open: async (url) => void (await page.goto(url)),
    ask: async (question, ...args) => JSON.parse(await page.evaluate<string>(expressionOf(question, args))),
    key: (name) => page.keyboard.press(name),
    type: (words) => page.keyboard.type(words),
    tap: (x, y) => page.touchscreen.tap(x, y),
    front: () => page.bringToFront(),
    async tab() {
      const other = await context.newPage()
      return driverOf(context, other, async () => {
        await other.close()
        await page.bringToFront()
      })
    },
    close,
  }
}
