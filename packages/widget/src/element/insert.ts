import type { AfterwordComments } from './afterword-comments.ts'
import { openEarly, servedAt } from './open-early.ts'
import { ATTRIBUTES } from './settings.ts'
import { isNear } from './when-near.ts'

const DONE = 'data-afterword-done'

/**
 * Puts an element behind each script tag of this address that has none yet, and asks for its comments. The class
 * need not be there: the request goes out before the code that draws the answer is even run.
 *
 * @param script the address of the script, as the tags name it
 */
export function insertElements(script: string): void {
  const tags = tagsOf(script)
  for (const tag of tags) tag.setAttribute(DONE, '')
  for (const tag of tags.filter(inserts)) {
    const element = elementOf(tag, script)
    tag.after(element)
    // What is far away waits until the reader comes near.
    if (!isNear(element)) continue
    const opening = openEarly(servedAt(element))
    // The class is not there yet: the element finds it as a property that was set before.
    if (opening !== undefined) element.opening = opening
  }
}

/** A module has no `document.currentScript`; its tags are those that name its address and were not answered yet. */
function tagsOf(script: string): HTMLScriptElement[] {
  return [...document.querySelectorAll<HTMLScriptElement>(`script[src]:not([${DONE}])`)].filter(
    ({ src }) => src === script,
  )
}

/** Whether the tag is to put a thread here: not when it says so, and not when one was drawn before it. */
function inserts({ dataset, previousElementSibling: before }: HTMLScriptElement): boolean {
  return dataset['insert'] !== 'none' && !(before?.localName === 'afterword-comments' && before.shadowRoot !== null)
}

function elementOf(tag: HTMLScriptElement, script: string): AfterwordComments {
  const element = document.createElement('afterword-comments')
  for (const name of ATTRIBUTES) {
    const value = tag.getAttribute(`data-${name}`)
    if (value !== null) element.setAttribute(name, value)
  }
  if (!element.hasAttribute('server') && tag.dataset['storage'] !== 'browser') {
    // Not `new URL('.', …)`: a bundler takes that for a file of ours.
    element.setAttribute('server', script.replace(/[^/]*$/, ''))
  }
  return element
}
