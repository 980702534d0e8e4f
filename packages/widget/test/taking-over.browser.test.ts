import { type Block, type OpenThread } from '@afterword/storage'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AfterwordComments } from '../src/define.ts'
import { PAGE, threadOf } from './first-thread.ts'

afterEach(() => {
  document.body.replaceChildren()
  localStorage.clear()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** A thread of some comments, each with a reply. */
function someThread(length = 20): OpenThread {
  const spoken = Array.from({ length }, (_, index) => ({
    author: { id: 'a', name: `Reader ${index}`, guest: true },
    blocks: [{ type: 'p', children: [`Words ${index}.`] } satisfies Block],
    ago: 60_000 * (index + 1),
    edited: false,
    pending: false,
    passage: null,
    reactions: { up: index },
    seq: index + 1,
    answers: index % 2 === 0 ? null : index - 1,
  }))
  return threadOf({ said: spoken, left: 0, next: false, closed: false, known: ['up', '👍'] })
}

/** An element whose server has answered with this; what is asked of it later never comes. */
async function served(thread: OpenThread): Promise<{ host: AfterwordComments; root: ShadowRoot }> {
  vi.spyOn(globalThis, 'fetch').mockImplementation((address) =>
    String(address).includes('/thread?') ? Promise.resolve(Response.json(thread)) : new Promise(() => undefined),
  )
  const host = new AfterwordComments()
  host.server = 'https://comments.example'
  host.site = 'test'
  host.page = PAGE
  const ready = new Promise((resolve) => host.addEventListener('afterword-ready', resolve, { once: true }))
  document.body.append(host)
  // Where a test has the clock in hand, it goes on until the place is drawn.
  await vi.waitFor(() => expect(host.shadowRoot).not.toBeNull(), { interval: 1 })
  await ready
  const root = host.shadowRoot
  if (root === null) throw new Error('Nothing is drawn.')
  return { host, root }
}

describe('the interface', () => {
  it('takes over the nodes that were drawn first, every one, and what was typed into them', async () => {
    const { root } = await served(someThread())
    const nodes = [...root.querySelectorAll('.thread, .thread-head, .thread-head *, .list, .list *')]
    const area = root.querySelector('textarea')
    if (area !== null) area.value = 'Typed early'
    // Only what is alive opens a menu.
    const last = [...root.querySelectorAll<HTMLElement>('[aria-haspopup=menu]')].at(-1)
    last?.click()
    await vi.waitFor(() => expect(last?.getAttribute('aria-expanded')).toBe('true'))
    await vi.waitFor(() => expect(root.querySelector('[role=toolbar]')).not.toBeNull(), { timeout: 10_000 })
    expect(nodes.filter((node) => !node.isConnected)).toEqual([])
    expect(root.querySelectorAll('.list .item')).toHaveLength(20)
    expect(root.querySelector('textarea')?.value).toBe('Typed early')
  })

  it('says everything in the words that came last, whenever they came', async () => {
    const { host, root } = await served(someThread())
    for (let change = 1; change <= 12; change++) {
      host.messages = { reply: `Answer ${change}`, replyTo: `Answer ${change} to {name}` }
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    await vi.waitFor(() => expect(root.querySelector('[role=toolbar]')).not.toBeNull(), { timeout: 10_000 })
    const replies = [...root.querySelectorAll('.reply')]
    expect(replies).toHaveLength(20)
    for (const reply of replies) {
      expect([reply.textContent, reply.getAttribute('aria-label')?.slice(0, 10)]).toEqual(['Answer 12', 'Answer 12 '])
    }
  })

  it('does what was pressed before it was there, in the order of pressing', async () => {
    const { root } = await served(someThread())
    const replies = [...root.querySelectorAll<HTMLElement>('.reply')]
    replies[3]?.click()
    replies[0]?.click()
    await vi.waitFor(() => expect(root.querySelectorAll('.reply-composer')).toHaveLength(2), { timeout: 10_000 })
    expect(replies.every((reply) => reply.isConnected)).toBe(true)
  })

  it('does what was pressed before the words were others', async () => {
    const { host, root } = await served(someThread())
    root.querySelectorAll<HTMLElement>('.reply')[3]?.click()
    host.messages = { reply: 'Answer' }
    await vi.waitFor(() => expect(root.querySelectorAll('.reply-composer')).toHaveLength(1), { timeout: 10_000 })
    expect(root.querySelectorAll('.item')[3]?.querySelector('.reply-composer')).not.toBeNull()
  })

  it('does what is pressed on its way, at whichever moment that is', async () => {
    const thread = someThread(6)
    for (let moment = 0, held = true; held; moment++) {
      vi.useFakeTimers({
        toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback'],
      })
      const { host, root } = await served(thread)
      for (let step = 0; step < moment; step++) await aMoment()
      const vote = root.querySelector<HTMLElement>('[part~=vote]')
      held = [vote, [...root.querySelectorAll('.reply')].at(-1)].map(press).includes(false)
      await vi.waitFor(
        () => {
          expect(vote?.getAttribute('aria-pressed')).toBe('true')
          expect(root.querySelector('.reply-composer')).not.toBeNull()
        },
        { timeout: 10_000, interval: 1 },
      )
      host.remove()
      localStorage.clear()
      vi.useRealTimers()
    }
  })

  it('does what is pressed though no frame is ever shown', async () => {
    vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0)
    const { root } = await served(someThread())
    press(root.querySelector('.reply'))
    await vi.waitFor(() => expect(root.querySelector('.reply-composer')).not.toBeNull(), { timeout: 10_000 })
  })
})

/** A frame passes, and what is due has its turn: what a reader does comes in a task of its own. */
async function aMoment(): Promise<void> {
  vi.advanceTimersByTime(16)
  const { port1, port2 } = new MessageChannel()
  const turn = new Promise((resolve) => port1.addEventListener('message', resolve, { once: true }))
  port1.start()
  port2.postMessage(null)
  await turn
}

/** `false`: it is held until it can be done. */
function press(target: Element | null | undefined): boolean | undefined {
  return target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
}
