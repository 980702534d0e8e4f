import 'afterword/define'
import 'afterword/svelte'
import type { SvelteHTMLElements } from 'svelte/elements'

/** What a template's checker looks the tag up by. */
type Props = SvelteHTMLElements['afterword-comments']

export const thread: Props = {
  server: 'https://comments.example.org',
  page: '/a',
  class: 'comments',
  'onafterword-ready': (event) => console.log(event.detail.count),
}
// @ts-expect-error there is no such order
export const wrong: Props = { order: 'best' }
