/**
 * The script door: `<script type="module" src="…/afterword.js" data-server="…">` puts a thread where the tag
 * stands. Its `data-*` are the element's attributes; without `data-server` the server is where the script is from.
 */
import { AfterwordComments } from './define.ts'
import { ATTRIBUTES } from './element/settings.ts'

const DONE = 'data-afterword-done'

for (const tag of tagsOfThisScript()) {
  tag.setAttribute(DONE, '')
  tag.after(elementOf(tag))
}

/** A module has no `document.currentScript`; its tags are those that name its address and were not answered yet. */
function tagsOfThisScript(): HTMLScriptElement[] {
  return [...document.querySelectorAll<HTMLScriptElement>(`script[src]:not([${DONE}])`)].filter(
    ({ src, dataset }) => src === import.meta.url && dataset['insert'] !== 'none',
  )
}

function elementOf(tag: HTMLScriptElement): HTMLElement {
  const element: AfterwordComments = document.createElement('afterword-comments')
  for (const name of ATTRIBUTES) {
    const value = tag.getAttribute(`data-${name}`)
    if (value !== null) element.setAttribute(name, value)
  }
  if (!element.hasAttribute('server') && tag.dataset['storage'] !== 'browser') {
    // Not `new URL('.', …)`: a bundler takes that for a file of ours.
    element.setAttribute('server', import.meta.url.replace(/[^/]*$/, ''))
  }
  return element
}
