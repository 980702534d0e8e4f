import type { CommentId } from '@afterword/storage'
import { placeId } from '../helpers/place-id.ts'
import { make } from './make.ts'
import type { FirstView } from './view.ts'

/** The place where one writes, as `components/composer.tsx` draws it before the code for writing is there. */
export function drawComposer(
  { words, drafts }: FirstView,
  parent: CommentId | null,
  replyTo?: string,
): HTMLFormElement {
  const id = placeId('write', parent ?? 'here')
  const isReply = replyTo !== undefined
  const area = make('textarea', {
    id: `${id}-text`,
    class: 'field text',
    part: 'textarea',
    name: 'source',
    dir: 'auto',
    rows: isReply ? 2 : 3,
    placeholder: isReply ? words.replyPlaceholder : words.placeholder,
    'aria-invalid': false,
  })
  area.value = drafts.texts.get(parent ?? '') ?? ''
  const name = make('input', {
    class: 'field',
    part: 'input',
    name: 'name',
    dir: 'auto',
    autocomplete: 'name',
    placeholder: words.nameLabel,
    'aria-label': words.nameLabel,
    'aria-invalid': false,
  })
  name.value = drafts.name
  return make(
    'form',
    { class: 'composer', part: 'composer', method: 'post', novalidate: true, 'aria-busy': false },
    make(
      'div',
      { class: 'composer-head' },
      make('label', { class: 'label', for: `${id}-text` }, isReply ? words.writeReply({ name: replyTo }) : words.write),
    ),
    area,
    make(
      'div',
      { class: 'composer-foot' },
      make('span', { class: 'name-field' }, name),
      make('span', { class: 'hint' }, words.markdownHint),
      make(
        'span',
        { class: 'buttons' },
        isReply && make('button', { type: 'button', part: 'button', class: 'button quiet' }, words.cancel),
        make(
          'button',
          { type: 'submit', part: 'button submit', class: 'button primary' },
          isReply ? words.postReply : words.post,
        ),
      ),
    ),
  )
}
