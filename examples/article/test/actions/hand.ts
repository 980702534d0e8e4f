import { expect } from 'vitest'
import type { Driver } from './driver.ts'
import { type Found, look, words } from './look.ts'

/** How a reader does things: with keys alone, or with a finger. */
export interface Hand {
  readonly driver: Driver
  /** Goes to what is called so and presses it. */
  press(name: string, inside?: string): Promise<void>
  /** Goes to a field and writes. */
  write(label: string, text: string, inside?: string): Promise<void>
  /** Chooses the entry so many further on in a list to choose from. */
  choose(label: string, steps: number): Promise<void>
  /** Puts away what is open. */
  dismiss(): Promise<void>
  /** Waits until these words can be read. */
  sees(text: string): Promise<void>
  /** Waits until they cannot be read any more. */
  misses(text: string): Promise<void>
  another(): Promise<Hand>
}

/** More stops of the Tab key than there are on the page. */
const STOPS = 400

async function find(driver: Driver, name: string, inside: string, scroll: boolean): Promise<Found> {
  let found: Found | null = null
  await expect
    .poll(async () => (found = await driver.ask(look, name, inside, scroll)) !== null, {
      message: `“${name}” is there`,
    })
    .toBe(true)
  if (found === null) throw new Error(`“${name}” is not there.`)
  return found
}

function seeing(driver: Driver): Pick<Hand, 'sees' | 'misses'> {
  const read = (text: string) => async (): Promise<boolean> => (await driver.ask(words)).includes(text)
  return {
    sees: (text) => expect.poll(read(text), { message: `“${text}” can be read` }).toBe(true),
    misses: (text) => expect.poll(read(text), { message: `“${text}” can be read` }).toBe(false),
  }
}

/** Tab, arrows, Enter and Escape, and nothing else. */
export function keyboard(driver: Driver): Hand {
  async function goTo(name: string, inside = ''): Promise<void> {
    for (let step = 0; step < STOPS; step++) {
      const { focused, passed, arrow, near } = await find(driver, name, inside, false)
      if (focused) return
      await driver.key(arrow !== null && near ? arrow : passed ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`“${name}” cannot be reached with the keyboard.`)
  }
  return {
    driver,
    ...seeing(driver),
    async press(name, inside) {
      await goTo(name, inside)
      await driver.key((await driver.ask(isChoice)) ? 'Space' : 'Enter')
    },
    async write(label, text, inside) {
      await goTo(label, inside)
      await driver.type(text)
    },
    async choose(label, steps) {
      await goTo(label)
      for (let step = 0; step < Math.abs(steps); step++) await driver.key(steps > 0 ? 'ArrowDown' : 'ArrowUp')
      await driver.key('Tab')
    },
    dismiss: () => driver.key('Escape'),
    another: async () => keyboard(await driver.tab()),
  }
}

/** Touches; letters come from the keyboard of the phone, which is not the page's affair. */
export function finger(driver: Driver): Hand {
  async function touch(name: string, inside = ''): Promise<void> {
    await find(driver, name, inside, true)
    // What is anchored to something follows it a frame after it was scrolled.
    await driver.ask(watchFrames)
    await expect.poll(() => driver.ask(framesHavePassed)).toBe(true)
    const { x, y } = await find(driver, name, inside, false)
    await driver.tap(x, y)
  }
  return {
    driver,
    ...seeing(driver),
    press: touch,
    async write(label, text, inside) {
      await touch(label, inside)
      await driver.type(text)
    },
    async choose(label, steps) {
      await find(driver, label, '', true)
      // The list that a touch opens belongs to the phone: what the page hears is that another entry was chosen.
      await driver.ask(chooseEntry, label, steps)
    },
    dismiss: () => driver.tap(4, 4),
    another: async () => finger(await driver.tab()),
  }
}

function watchFrames(): void {
  Object.assign(globalThis, { framesHavePassed: false })
  requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(globalThis, { framesHavePassed: true })))
}

function framesHavePassed(): boolean {
  return Reflect.get(globalThis, 'framesHavePassed') === true
}

/** Whether the focus is on one of several to choose from, which Enter would send. */
function isChoice(): boolean {
  let focus = document.activeElement
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement
  return focus?.matches('[type=radio]') === true
}

/** Chooses the entry so many further on, as the phone's own list does. */
function chooseEntry(label: string, steps: number): void {
  const root = document.querySelector('afterword-comments')?.shadowRoot
  const list = root?.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`)
  if (!list) return
  list.selectedIndex += steps
  list.dispatchEvent(new Event('input', { bubbles: true }))
  list.dispatchEvent(new Event('change', { bubbles: true }))
}
