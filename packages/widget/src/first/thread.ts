import type { OpenThread } from '@afterword/storage'
import { numberFormat } from '../helpers/formats.ts'
import { fullDate } from '../helpers/time.ts'
import { HEADING } from '../helpers/place-id.ts'
import { branchesOf } from './branches.ts'
import { drawComment, drawList, drawMore } from './comment.ts'
import { drawComposer } from './composer.ts'
import { type Child, icon, make } from './make.ts'
import type { FirstView } from './view.ts'

/**
 * A thread as the interface draws it at first (`components/app.tsx`), without any of its code: what is on the
 * screen while that is on its way, and what it takes over node by node.
 */
export function drawThread(view: FirstView): HTMLElement {
  const { thread, locale, dir, coming, supports } = view
  const section = make(
    'section',
    { class: coming ? 'thread words-coming' : 'thread', part: 'thread', dir, lang: locale, 'aria-labelledby': HEADING },
    drawHead(view),
    isClosed(view) ? drawClosed(view) : supports.create && drawComposer(view, null),
    thread === null ? drawSkeleton(view) : drawComments(view, thread),
    make('p', { class: 'visually-hidden', role: 'status' }),
  )
  nameTimes(section, view)
  return section
}

/**
 * Draws the comments in the place of the skeleton, around a form that somebody may be writing in; one branch with each
 * step. Until all are drawn the skeleton stays below them, so that what follows the thread is out of sight.
 */
export function* bringComments(section: Element, view: FirstView, thread: OpenThread): Generator<undefined> {
  const form = section.querySelector(':scope > .composer')
  const skeleton = section.querySelector(':scope > .skeleton')
  const branches = branchesOf(thread, view.order)
  section.firstElementChild?.replaceWith(drawHead(view))
  if (isClosed(view)) form?.replaceWith(drawClosed(view))
  const list = drawList(view, branches, 'list', [])
  for (const branch of branches) {
    list.append(drawComment(view, branch))
    if (!list.isConnected) {
      skeleton?.before(list)
      // What is drawn later pushes it down: nothing of it is to be seen.
      skeleton?.classList.add('below')
    }
    yield
  }
  nameTimes(section, view)
  skeleton?.replaceWith(...drawEnd(view, thread, branches.length === 0))
}

/** Says when in full what is said in short. Last, since the first of these takes as long as a few comments. */
function nameTimes(section: Element, { locale }: FirstView): void {
  for (const time of section.querySelectorAll('time')) time.title = fullDate(Date.parse(time.dateTime), locale)
}

function isClosed({ thread }: FirstView): boolean {
  return thread?.thread.closed === true
}

function drawClosed({ words }: FirstView): Node {
  return make('p', { class: 'note' }, words.closed)
}

function drawHead({ thread, order, words, locale, supports }: FirstView): Node {
  const count = thread?.thread.count ?? 0
  return make(
    'header',
    { class: 'thread-head' },
    make(
      'h2',
      { class: 'heading', part: 'heading', id: HEADING, tabindex: -1 },
      words.heading,
      count > 0 && [
        ' ',
        make(
          'span',
          { class: 'count', part: 'count', 'aria-label': words.count({ count }) },
          numberFormat(locale).format(count),
        ),
      ],
    ),
    make(
      'span',
      { class: 'tools' },
      supports.passages &&
        make(
          'button',
          {
            type: 'button',
            class: 'action passages absent',
            part: 'action',
            'aria-label': words.articleMenu,
            title: words.articleMenu,
            'aria-haspopup': 'menu',
            'aria-expanded': false,
          },
          icon('quote'),
        ),
      supports.orders.length > 1 && count > 1 && drawOrder({ order, words, supports }),
    ),
  )
}

function drawOrder({ order, words, supports }: Pick<FirstView, 'order' | 'words' | 'supports'>): Node {
  const select = make(
    'select',
    { class: 'order', part: 'order', 'aria-label': words.orderLabel },
    supports.orders.map((each) => make('option', { value: each }, words.orders[each])),
  )
  select.value = order
  return select
}

function drawComments(view: FirstView, thread: OpenThread): Child {
  const branches = branchesOf(thread, view.order)
  return [branches.length > 0 && drawList(view, branches, 'list'), drawEnd(view, thread, branches.length === 0)]
}

/** What stands behind the comments, or in their place. */
function drawEnd({ words }: FirstView, { next }: OpenThread, isEmpty: boolean): readonly Node[] {
  return [
    ...(isEmpty ? [make('p', { class: 'empty', part: 'empty' }, words.empty)] : []),
    ...(next === null ? [] : [drawMore(words.more)]),
  ]
}

/** The room of a thread that is far away: what follows it does not jump when it is drawn. */
export function drawRoom(heading?: string): Node {
  return make('div', { class: 'skeleton' }, heading && make('h2', {}, heading))
}

function drawSkeleton({ words }: FirstView): Node {
  const line = (): Child => make('span')
  const row = (): Child =>
    make(
      'div',
      { class: 'skeleton-row', 'aria-hidden': 'true' },
      make('span', { class: 'skeleton-avatar' }),
      make('span', { class: 'skeleton-lines' }, line(), line(), line()),
    )
  return make('div', { class: 'skeleton', part: 'skeleton' }, make('p', { class: 'visually-hidden' }, words.loading), [
    row(),
    row(),
    row(),
  ])
}
