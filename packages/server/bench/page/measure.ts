import { type Browser, type CDPSession, chromium } from 'playwright-core'
import { CHROMIUM, CHROMIUM_ARGS } from '../../../../.ci/chromium.ts'

/** A page with comments on it, of whatever system. */
export interface System {
  readonly name: string
  readonly address: string
  /** A CSS selector of what is in a drawn comment; open shadow roots are looked into. */
  readonly comment: string
}

/** Milliseconds unless said otherwise, from the start of the navigation. */
export interface Visit {
  readonly firstComment: number
  /** What tasks took over 50 ms each, until the page is at rest. */
  readonly blocking: number
  readonly shift: number
  readonly nodes: number
  /** Megabytes. */
  readonly heap: number
  /** Kilobytes over the network, and requests, until the first comment. */
  readonly kilobytes: number
  readonly requests: number
}

/** 1.6 Mbit/s, 150 ms, four times slower: a phone in a train. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }
const SLOWDOWN = 4
const REST = 1_500

export function launch(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: [...CHROMIUM_ARGS],
  })
}

/** One cold visit. */
export async function visit(browser: Browser, system: System): Promise<Visit> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', NETWORK)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  const sent = watchNetwork(session)
  await page.addInitScript(watchPage, system.comment)
  await page.goto(system.address, { waitUntil: 'commit' })
  await page.waitForFunction('window.measured?.firstComment > 0', undefined, { timeout: 120_000 })
  const { bytes, requests } = sent()
  await page.waitForTimeout(REST)
  const measured = await page.evaluate<{ firstComment: number; blocking: number; shift: number }>('window.measured')
  const { nodes, jsHeapUsedSize } = await countersOf(session)
  await context.close()
  return { ...measured, nodes, heap: jsHeapUsedSize / 1e6, kilobytes: bytes / 1_000, requests }
}

/** Milliseconds of the main thread that a page takes, cold and unslowed, until it is at rest. */
export async function costOf(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await page.goto(address, { waitUntil: 'load' })
  await page.waitForTimeout(REST)
  const { metrics } = await session.send('Performance.getMetrics')
  await context.close()
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0
  return (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration')) * 1_000
}

function watchNetwork(session: CDPSession): () => { readonly bytes: number; readonly requests: number } {
  let bytes = 0
  let requests = 0
  session.on('Network.requestWillBeSent', () => (requests += 1))
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  return () => ({ bytes, requests })
}

async function countersOf(session: CDPSession): Promise<{ readonly nodes: number; readonly jsHeapUsedSize: number }> {
  await session.send('HeapProfiler.collectGarbage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return { nodes, jsHeapUsedSize: usedSize }
}

/** Runs in the page, before anything of it does. */
function watchPage(selector: string): void {
  const measured = { firstComment: 0, blocking: 0, shift: 0 }
  Object.assign(globalThis, { measured })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) measured.blocking += duration - 50
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ('value' in entry) measured.shift += Number(entry.value)
  }).observe({ type: 'layout-shift', buffered: true })
  const find = (root: ParentNode): boolean =>
    root.querySelector(selector) !== null ||
    [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null && find(shadowRoot))
  const look = (): void => {
    if (!find(document)) requestAnimationFrame(look)
    // What is there before a frame is painted with it. Nothing that the page has put off comes between that and this.
    else scheduler.postTask(() => (measured.firstComment = performance.now()), { priority: 'user-blocking' })
  }
  requestAnimationFrame(look)
}
