/**
 * The script door: `<script type="module" src="…/afterword.js" data-server="…">` puts a thread where the tag
 * stands, or takes over the one that a server drew right before it. Its `data-*` are the element's attributes;
 * without `data-server` the server is where the script is from.
 *
 * This file is all that stands between the page and its first request, so it imports little and nothing that
 * loads: the comments and the code that shows them are on their way at the same time.
 */
import type { AfterwordComments } from './element/afterword-comments.ts'
import { openEarly } from './element/open-early.ts'
import { ATTRIBUTES } from './element/settings.ts'
import { languagesOf } from './element/language.ts'
import { loadLocale } from './i18n/load-locale.ts'
import { chooseLocale } from './i18n/locales.ts'

const DONE = 'data-afterword-done'
// Not `new URL('.', …)`: a bundler takes that for a file of ours.
const folder = import.meta.url.replace(/[^/]*$/, '')

const tags = tagsOfThisScript()
for (const tag of tags) tag.setAttribute(DONE, '')

const elements = tags.filter(inserts).map((tag) => {
  const element = elementOf(tag)
  const opening = openEarly(element)
  // The class is not there yet: the element finds it as a property that was set before.
  if (opening !== undefined) element.opening = opening
  // The room that the loading thread will take: what follows moves once, now, and not again when it is drawn.
  element.style.display = 'block'
  element.style.minBlockSize = '100vh'
  tag.after(element)
  fetchWords(element)
  return element
})

let remedy = 'Is everything of dist/embed served, and is this script of the same version?'
addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (blockedURI.startsWith(folder))
    remedy = `The page's Content-Security-Policy forbids it: add ${folder} to ${effectiveDirective}.`
})

import('./define.ts')
  // What a policy forbids is told of a moment after it has failed.
  .catch((error: unknown) =>
    setTimeout(() => console.warn(`<afterword-comments>: the interface could not be loaded. ${remedy}`, error)),
  )
  // By the next frame the element has drawn itself.
  .finally(() => requestAnimationFrame(() => elements.forEach((element) => element.removeAttribute('style'))))

/** The words are on their way with the comments; the element, which asks for them again, hears of a failure. */
function fetchWords(element: HTMLElement): void {
  const { words } = chooseLocale(languagesOf(element))
  if (words !== 'en') loadLocale(words).catch(() => undefined)
}

/** A module has no `document.currentScript`; its tags are those that name its address and were not answered yet. */
function tagsOfThisScript(): HTMLScriptElement[] {
  return [...document.querySelectorAll<HTMLScriptElement>(`script[src]:not([${DONE}])`)].filter(
    ({ src }) => src === import.meta.url,
  )
}

/** Whether the tag is to put a thread here: not when it says so, and not when one was drawn before it. */
function inserts({ dataset, previousElementSibling: before }: HTMLScriptElement): boolean {
  return dataset['insert'] !== 'none' && !(before?.localName === 'afterword-comments' && before.shadowRoot !== null)
}

function elementOf(tag: HTMLScriptElement): AfterwordComments {
  const element = document.createElement('afterword-comments')
  for (const name of ATTRIBUTES) {
    const value = tag.getAttribute(`data-${name}`)
    if (value !== null) element.setAttribute(name, value)
  }
  if (!element.hasAttribute('server') && tag.dataset['storage'] !== 'browser') {
    element.setAttribute('server', folder)
  }
  return element
}
