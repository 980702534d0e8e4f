import { RTL } from '../i18n/locales.ts'

/** The languages to try for an element, the best first: what the page says nearest to it, then what the browser prefers. */
export function languagesOf(element: Element): readonly string[] {
  const said = nearest(element, '[lang]')?.getAttribute('lang')
  return [...(said ? [said] : []), ...navigator.languages]
}

/** The direction of words in this language, unless the page says otherwise: with a `dir` no further away than a `lang`. */
export function directionOf(element: Element, locale: string): 'ltr' | 'rtl' {
  const saying = nearest(element, '[lang], [dir]')
  const told = saying === null || saying.hasAttribute('dir') ? getComputedStyle(element).direction : undefined
  const says = saying === null && told === 'ltr' ? undefined : told
  return says === 'rtl' || (says === undefined && RTL.test(locale)) ? 'rtl' : 'ltr'
}

/** The trees that the element stands in: the document, and shadow roots on the way to it. */
export function rootsOf(element: Element): readonly Node[] {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? [root, ...rootsOf(root.host)] : [root]
}

/** Like `closest`, across shadow roots. */
function nearest(element: Element, selector: string): Element | null {
  const found = element.closest(selector)
  if (found !== null) return found
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? nearest(root.host, selector) : null
}
