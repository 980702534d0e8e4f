import { type StorageAdapter, StorageError, newCommentId } from '@afterword/storage'
import { fireEvent, waitFor } from '@testing-library/preact'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { Store } from '../src/store/models.ts'
import { type Ways, PAGE, conversation, show as showApp, takeAway } from './shown-app.tsx'

const shown: Store[] = []
/** Answers that are still owed: one tab sends at a time, so what hangs would hold up the next test. */
const owed: ((error: StorageError) => void)[] = []

afterEach(() => {
  for (const refuse of owed.splice(0)) refuse(new StorageError('forbidden', 'The test is over.'))
  shown.length = 0
  takeAway()
})

async function show(adapter: StorageAdapter, ways: Ways = {}): Promise<ShadowRoot> {
  const { store, root } = showApp(adapter, ways)
  shown.push(store)
  await waitFor(() => expect(store.thread.status.value).toBe('ready'))
  await waitFor(() => expect(root.querySelector('form')).not.toBeNull())
  return root
}

function write(root: ShadowRoot, source: string): void {
  const fill = (selector: string, value: string): void => {
    const field = root.querySelector(selector)
    if (field === null) throw new Error(`${selector} is not there`)
    fireEvent.input(field, { target: { value } })
  }
  fill('textarea', source)
  fill('input', 'Ada')
  const form = root.querySelector('form')
  if (form === null) throw new Error('There is no form.')
  fireEvent.submit(form)
}

const unanswered = (): Promise<never> => new Promise((_resolve, reject) => owed.push(reject))

function textarea(root: ShadowRoot): HTMLTextAreaElement {
  const found = root.querySelector('textarea')
  if (found === null) throw new Error('There is no field.')
  return found
}

async function shownIn(root: ShadowRoot, selector: string): Promise<HTMLElement> {
  return waitFor(() => {
    const element = root.querySelector<HTMLElement>(selector)
    if (element === null) throw new Error(`${selector} is not there:\n${root.textContent}`)
    return element
  })
}

/** The viewer's own comment, and what is chosen in its menu. */
async function chosen(entry: string, { viewer, post } = conversation()): Promise<ShadowRoot> {
  await post('A **neighbour**.')
  await viewer.create(PAGE, { id: newCommentId(), parent: null, source: 'Mine.', name: 'Ada' })
  const root = await show(viewer)
  const whose = entry === 'Report' ? 'Grace' : 'Ada'
  await waitFor(() => expect(shown.at(-1)?.thread.comments.value[0]?.own.value).toBe(true))
  fireEvent.click(await shownIn(root, `[aria-label="More for the comment by ${whose}"]`))
  const item = await waitFor(() => {
    const named = [...root.querySelectorAll('.menu-item')].find(({ textContent }) => textContent === entry)
    if (named === undefined) throw new Error(`There is no entry ${entry}.`)
    return named
  })
  fireEvent.click(item)
  return root
}

/** The viewer changes a comment while it is changed in another place, too. */
async function conflict(): Promise<ShadowRoot> {
  const people = conversation()
  const root = await chosen('Edit', people)
  await shownIn(root, '.comment textarea')
  const [mine] = (await people.viewer.open(PAGE)).comments
  await people.viewer.edit(PAGE, mine?.id ?? '', { source: 'Theirs, with a [link](https://example.org/).', version: 1 })
  await shownIn(root, '.conflict .body')
  return root
}

/** The viewer changes a comment that cannot be sent. */
async function changedOffline(source: string): Promise<ShadowRoot> {
  const people = conversation()
  const root = await chosen('Edit', { ...people, viewer: { ...people.viewer, edit: unreachable } })
  fireEvent.input(await shownIn(root, '.comment textarea'), { target: { value: source } })
  fireEvent.submit(await shownIn(root, '.comment form'))
  await shownIn(root, '.comment .delivery')
  return root
}

/** A comment is written while `create` behaves so. */
async function writtenWhile(create: StorageAdapter['create'], state: string): Promise<ShadowRoot> {
  const root = await show({ ...conversation().viewer, create })
  write(root, 'On its way.')
  await waitFor(() => expect(root.querySelector(state)).not.toBeNull())
  return root
}

const unreachable = (): Promise<never> => Promise.reject(new StorageError('offline', 'The line is cut.'))

async function beingSent(): Promise<ShadowRoot> {
  const root = await writtenWhile(unanswered, '.comment.sending')
  await waitFor(() => expect(owed).toHaveLength(1))
  return root
}

const STATES: readonly (readonly [string, () => Promise<ShadowRoot>])[] = [
  [
    'seven levels of replies',
    async () => {
      const { viewer, post } = conversation()
      let parent: string | null = null
      for (let depth = 0; depth < 7; depth++)
        ({ id: parent } = await post(`level ${depth}: [a link](https://example.org/)`, parent, `W ${depth}`))
      return show(viewer)
    },
  ],
  ['a comment that is being sent', beingSent],
  ['a comment that waits for the network', async () => writtenWhile(unreachable, '.comment.waiting')],
  [
    'a comment that was refused while the next one is written',
    async () => {
      const root = await beingSent()
      fireEvent.input(textarea(root), { target: { value: 'The next one.' } })
      owed.pop()?.(new StorageError('forbidden', 'Not here.'))
      await waitFor(() => expect(root.querySelector('.comment.refused .problem')).not.toBeNull())
      return root
    },
  ],
  [
    'a refusal beside the field',
    async () => {
      const create = (): Promise<never> => Promise.reject(new StorageError('forbidden', 'Not here.'))
      const root = await writtenWhile(create, '.problem:not([hidden])')
      await waitFor(() => expect(textarea(root).value).toBe('On its way.'))
      return root
    },
  ],
  [
    'a preview',
    async () => {
      const root = await show(conversation().viewer)
      fireEvent.input(textarea(root), { target: { value: '**Bold** and `code`\n\n> quoted\n\n- one' } })
      fireEvent.click(await shownIn(root, '.tool:last-child'))
      await shownIn(root, '.preview strong')
      return root
    },
  ],
  [
    'another draft',
    async () => {
      const drafts = memoryDraftStore()
      await drafts.write({ key: '', slot: 'a', text: 'Older words', at: 1 })
      await drafts.write({ key: '', slot: 'b', text: 'Newer words', at: 2 })
      const root = await show(conversation().viewer, { drafts })
      await shownIn(root, '.other-draft')
      return root
    },
  ],
  [
    'a comment that is being changed',
    async () => {
      const root = await chosen('Edit')
      await shownIn(root, '.comment textarea')
      return root
    },
  ],
  ['a conflict', conflict],
  ['a change that waits for the network', async () => changedOffline('Changed.')],
  [
    'a comment that was just removed',
    async () => {
      const root = await chosen('Remove')
      await shownIn(root, '.undo')
      return root
    },
  ],
  [
    'a question why a comment is reported',
    async () => {
      const root = await chosen('Report')
      await shownIn(root, 'dialog[open]')
      return root
    },
  ],
  [
    'too many words',
    async () => {
      const root = await show(conversation().viewer)
      await shownIn(root, '.toolbar')
      fireEvent.input(textarea(root), { target: { value: 'x'.repeat(10_002) } })
      await shownIn(root, '.over')
      return root
    },
  ],
  ['its storage in this browser only', async () => show(conversation().viewer, { ownStorage: true })],
]

describe('axe finds nothing with', () => {
  for (const [scheme, ground, ink] of [
    ['light', '#fff', '#111'],
    ['dark', '#16171a', '#eee'],
    // A dark page that does not say so.
    ['normal', '#16171a', '#eee'],
  ] as const) {
    it.each(STATES)(`${scheme}: %s`, async (_name, make) => {
      Object.assign(document.documentElement.style, { colorScheme: scheme, background: ground, color: ink })
      await make()
      const { violations } = await axe.run(document.body, {
        resultTypes: ['violations'],
        rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
      })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
    })
  }
})

function directionOf(root: ShadowRoot, selector: string): string {
  const found = root.querySelector(selector)
  if (found === null) throw new Error(`${selector} is not there`)
  return getComputedStyle(found).direction
}

describe('what waits to be sent', () => {
  it('is drawn as it will stand there, and listed by what is read of it', async () => {
    const root = await show({ ...conversation().viewer, create: unreachable })
    write(root, 'Quite **sure**, and [linked](https://example.org/).')
    expect((await shownIn(root, '.comment.waiting .body strong')).textContent).toBe('sure')
    await waitFor(() => expect(root.querySelector('.outbox-words')?.textContent).toBe('Quite sure, and linked.'))
  })

  it('is a change, too: the comment says what it will say, its field is closed, and it can be changed once more', async () => {
    const root = await changedOffline('Quite **sure** by now.')
    await waitFor(() => expect(root.querySelector('.comment .body strong')?.textContent).toBe('sure'))
    expect(root.querySelector('.comment .delivery')?.textContent).toContain('Waiting for the connection')
    await waitFor(() => expect(root.querySelector('.outbox-words')?.textContent).toBe('Quite sure by now.'))
    expect(root.querySelector('.comment form')).toBeNull()
    const again = [...root.querySelectorAll('.comment .delivery button')].at(-1)
    if (again === undefined) throw new Error('It cannot be taken back.')
    fireEvent.click(again)
    const field = await shownIn(root, '.comment textarea')
    expect(field instanceof HTMLTextAreaElement && field.value).toBe('Quite **sure** by now.')
    expect(root.activeElement).toBe(field)
    expect(root.querySelector('.outbox')).toBeNull()
  })
})

describe('what readers wrote', () => {
  it('keeps its own direction, in a name and in a body', async () => {
    const { viewer, post } = conversation()
    await post('مرحبا بالجميع', null, 'سلمى')
    const root = await show(viewer)
    expect(root.querySelector('.comment-head bdi')?.textContent).toBe('سلمى')
    expect(directionOf(root, '.body p')).toBe('rtl')
  })

  it('keeps the marks of a list and the line of a quote on the side where its words begin', async () => {
    const { viewer, post } = conversation()
    await post('- مرحبا\n- أهلا\n\n> كلام\n\nand English.')
    const root = await show(viewer)
    expect(['.body ul', '.body li p', '.body blockquote'].map((selector) => directionOf(root, selector))).toEqual([
      'rtl',
      'rtl',
      'rtl',
    ])
    expect(directionOf(root, '.body > p')).toBe('ltr')
  })

  it('has an address, with the full date', async () => {
    const { viewer, post } = conversation()
    const { id, createdAt } = await post('Find me again.')
    const root = await show(viewer)
    const link = root.querySelector<HTMLAnchorElement>('a.time')
    expect(link?.getAttribute('href')).toBe(`#comment-${id}`)
    expect((link?.title ?? '') + (link?.querySelector('time')?.title ?? '')).toContain(
      String(new Date(createdAt).getFullYear()),
    )
  })

  it.each([
    ['a word of ten thousand letters', 'w'.repeat(10_000), 'Grace'],
    ['stacked marks', `z${'\u0335\u0353'.repeat(2_000)}`, 'Grace'],
    ['reversed text', '\u202e'.repeat(200) + 'x'.repeat(2_000), 'Grace'],
    ['a name of 64 emoji', 'Words.', '🧪'.repeat(64)],
  ])('stays within its box: %s', async (_what, source, name) => {
    const { viewer, post } = conversation()
    await post(source, null, name)
    const root = await show(viewer)
    expect(root.querySelector('.comment')).not.toBeNull()
    expect(root.host.scrollWidth).toBeLessThanOrEqual(root.host.clientWidth)
  })
})
