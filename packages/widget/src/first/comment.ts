import { type Author, type Body, type Comment, UP, plainTextContent } from '@afterword/storage'
import { numberFormat } from '../helpers/formats.ts'
import { INDENTS, isolated } from '../helpers/indents.ts'
import { hueClass, initials } from '../helpers/initials.ts'
import { isLong } from '../helpers/long-body.ts'
import { placeId } from '../helpers/place-id.ts'
import { relativeTime } from '../helpers/time.ts'
import type { Drawn } from './branches.ts'
import { drawComposer } from './composer.ts'
import { drawContent } from './content.ts'
import { type Attributes, type Child, icon, make } from './make.ts'
import type { FirstView } from './view.ts'

/** A comment with everything below it, as `components/comment.tsx` draws it. */
export function drawComment(view: FirstView, drawn: Drawn): HTMLLIElement {
  const { words, drafts } = view
  const { comment } = drawn
  const { id, author, body } = comment
  const address = { id: `comment-${id}`, tabindex: -1 }
  return make(
    'li',
    { class: 'item', 'data-id': id },
    author === null || body === null
      ? make(
          'article',
          { class: 'comment tombstone', part: 'comment tombstone', ...address },
          make('p', {}, words.removed),
        )
      : make(
          'article',
          { class: 'comment sent', part: 'comment', 'aria-labelledby': placeId('name', id), ...address },
          make(
            'span',
            { class: `avatar ${hueClass(author.name)}`, part: 'avatar', 'aria-hidden': 'true' },
            initials(author.name),
          ),
          make(
            'div',
            { class: 'comment-main' },
            drawHead(view, drawn, author),
            drawPassage(comment),
            make('div', { class: 'body', part: 'body', dir: 'auto' }, drawBody(view, comment, author, body)),
            drawActions(view, comment, author),
          ),
        ),
    author !== null &&
      drafts.texts.has(id) &&
      make('div', { class: 'reply-composer' }, drawComposer(view, id, author.name)),
    drawReplies(view, drawn),
  )
}

/**
 * A list of comments. Beyond a run (`components/comment.tsx`) it is long.
 *
 * @param drawn those that are drawn now; all, when left out
 */
export function drawList(
  view: FirstView,
  items: readonly Drawn[],
  kind: 'list' | 'replies' | 'replies flat',
  drawn: readonly Drawn[] = items,
): HTMLOListElement {
  return make(
    'ol',
    { class: items.length > 50 ? `${kind} long` : kind, part: kind === 'list' ? 'list' : 'replies' },
    drawn.map((item) => drawComment(view, item)),
  )
}

function drawHead(view: FirstView, { comment, parent }: Drawn, author: Author): Node {
  const { words, since } = view
  const answered = comment.depth > INDENTS ? parent?.author?.name : undefined
  return make(
    'header',
    { class: 'comment-head' },
    make('bdi', { class: 'name', part: 'name', id: placeId('name', comment.id) }, author.name),
    author.label !== undefined && make('bdi', { class: 'badge', part: 'badge' }, author.label),
    author.badge !== undefined && make('span', { class: 'badge', part: 'badge' }, words.badges[author.badge]),
    answered !== undefined &&
      make(
        'a',
        { class: 'meta answered', part: 'answered', href: `#comment-${comment.parent}` },
        words.inReplyTo({ name: isolated(answered) }),
      ),
    make(
      'a',
      { class: 'meta time', part: 'time', href: `#comment-${comment.id}` },
      drawTime(view, comment.createdAt, (when) => when),
    ),
    comment.editedAt !== null &&
      drawTime(view, comment.editedAt, (when) => words.edited({ when }), { class: 'meta edited', part: 'edited' }),
    comment.pinned === true && make('span', { class: 'badge pinned', part: 'pinned' }, words.pinned),
    since !== null && comment.seq > since && make('span', { class: 'fresh' }, words.fresh),
  )
}

function drawTime(
  { now, locale }: FirstView,
  time: number,
  say: (when: string) => string,
  attributes: Attributes = {},
): Node {
  return make('time', { ...attributes, datetime: new Date(time).toISOString() }, say(relativeTime(time, now, locale)))
}

function drawPassage({ passage }: Comment): Child {
  return (
    passage !== null &&
    make(
      'div',
      { class: 'passage exact', part: 'passage' },
      make('blockquote', { class: 'quote', part: 'quote', dir: 'auto' }, passage.quote),
      make('p', { class: 'passage-foot' }),
    )
  )
}

function drawBody({ words }: FirstView, { id: of }: Comment, { name }: Author, body: Body): Child {
  const tree = 'html' in body ? plainTextContent(body.html.replace(/<[^<>]*>/g, ' ')) : body.content
  const content = drawContent(tree, words.code)
  if (!isLong(tree)) return content
  const id = placeId('words', of)
  return [
    make('div', { id, class: 'fold folded' }, content),
    make(
      'button',
      {
        type: 'button',
        class: 'action read-more',
        part: 'action read-more',
        'aria-expanded': false,
        'aria-controls': id,
        'aria-label': words.readMoreOf({ name }),
      },
      words.readMore,
    ),
  ]
}

function drawActions({ words, thread, supports, locale }: FirstView, comment: Comment, { name }: Author): Node {
  const { reactions: counts } = comment
  const number = (count: number): string => numberFormat(locale).format(count)
  const known = (thread?.reactions ?? []).filter((reaction) => reaction !== UP)
  const others = Object.keys(counts).filter((reaction) => reaction !== UP && !known.includes(reaction))
  const votes = counts[UP] ?? 0
  const action = (attributes: Attributes, ...children: readonly Child[]): Node =>
    make('button', { type: 'button', class: 'action', part: 'action', ...attributes }, ...children)
  return make(
    'div',
    { class: 'actions' },
    supports.react && [
      action(
        { part: 'action vote', 'aria-pressed': false, 'aria-label': words.vote({ name, count: votes }) },
        icon('up'),
        votes > 0 && make('span', { 'aria-hidden': 'true' }, number(votes)),
      ),
      [...known, ...others].map((reaction): Child => {
        const count = counts[reaction] ?? 0
        return (
          count > 0 &&
          action(
            {
              class: 'action reaction',
              part: 'action reaction',
              'aria-pressed': false,
              'aria-label': words.reaction({ reaction, name, count }),
            },
            make('span', { 'aria-hidden': 'true' }, reaction, ' ', number(count)),
          )
        )
      }),
      known.length > 0 &&
        action(
          {
            part: 'action react',
            'aria-label': words.react({ name }),
            'aria-haspopup': 'true',
            'aria-expanded': false,
          },
          icon('smile'),
        ),
    ],
    supports.create &&
      supports.replies &&
      thread?.thread.closed === false &&
      action({ class: 'action reply', 'aria-label': words.replyTo({ name }) }, icon('reply'), words.reply),
    action(
      {
        part: 'action menu-button',
        'aria-label': words.menuOf({ name }),
        'aria-haspopup': 'menu',
        'aria-expanded': false,
      },
      icon('more'),
    ),
  )
}

function drawReplies(view: FirstView, { comment, replies, left }: Drawn): Child {
  const { words } = view
  const more = left !== undefined && left.next !== null
  if (replies.length === 0 && !more) return null
  const flat = comment.depth >= INDENTS
  const parts: Child = [
    replies.length > 0 && drawList(view, replies, flat ? 'replies flat' : 'replies'),
    more && drawMore(words.moreReplies({ count: left.remaining })),
  ]
  if (flat) return parts
  const name = comment.author?.name ?? ''
  return make(
    'div',
    { class: 'branch', part: 'branch' },
    make('button', {
      type: 'button',
      class: 'branch-line',
      part: 'branch-line',
      'aria-expanded': true,
      'aria-label': words.hideReplies({ name }),
    }),
    make('div', { class: 'branch-replies' }, parts),
  )
}

/** Where a list goes on. */
export function drawMore(label: string): Node {
  return make(
    'div',
    { class: 'more' },
    make('button', { type: 'button', class: 'button quiet', part: 'button more' }, label),
  )
}
