import { findArticle } from '../passages/article-root.ts'
import { isOrder } from './kept-order.ts'
import { ATTRIBUTES, isPageSize } from './settings.ts'

/** Attributes that any element may have, and those that start like these. */
const GLOBAL =
  /^(id|class|style|hidden|slot|part|exportparts|title|role|tabindex|inert|translate|is|nonce|(aria|data|on)-?.*)$/
/** What only the script's tag has. */
const TAG_ONLY = ['storage', 'insert']

/** What is wrong with how an element is set up, each with the remedy: words for the developer, loaded when there are any. */
export function adviceFor(element: HTMLElement): readonly string[] {
  return [...aboutNames(element), ...aboutValues(element), ...aboutTwice(element)]
}

/** What a policy of the page forbids us. */
export function adviceOnPolicy({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): string {
  const source = URL.canParse(blockedURI) ? new URL(blockedURI).origin : blockedURI
  return `The page's Content-Security-Policy forbids us ${source}: add it to ${effectiveDirective}.`
}

function aboutNames(element: HTMLElement): readonly string[] {
  const known: readonly string[] = ATTRIBUTES
  const own = element
    .getAttributeNames()
    .filter((name) => !known.includes(name) && !GLOBAL.test(name))
    .map((name) => unknown(name, name, known))
  const tag = tagOf(element)
  const names = Object.keys(tag?.dataset ?? {}).map((key) =>
    key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  )
  // Other data-* of the tag may be somebody else's: only what looks like ours is ours.
  const misspelt = names
    .filter((name) => ![...known, ...TAG_ONLY, 'afterword-done'].includes(name))
    .filter((name) => nearest(name, [...known, ...TAG_ONLY]) !== undefined)
    .map((name) => unknown(`data-${name}`, name, [...known, ...TAG_ONLY], 'data-'))
  return [...own, ...misspelt]
}

function unknown(written: string, name: string, known: readonly string[], prefix = ''): string {
  const meant = nearest(name.replace(/^data-/, ''), known)
  const remedy = meant === undefined ? `There are ${known.join(', ')}.` : `Is ${prefix}${meant} meant?`
  return `${written} is no attribute of ours. ${remedy}`
}

function aboutValues(element: HTMLElement): readonly string[] {
  const value = (name: string): string | null => element.getAttribute(name)
  const found: string[] = []
  const [order, size, dir, lang, article] = ['order', 'page-size', 'dir', 'lang', 'article'].map(value)
  if (order && !isOrder(order)) found.push(`order="${order}" is not known: write newest, oldest or top.`)
  if (size && !isPageSize(size)) found.push(`page-size="${size}" is not a number from 1 to 100.`)
  if (dir && !/^(ltr|rtl|auto)$/i.test(dir)) found.push(`dir="${dir}" is not known: write ltr or rtl.`)
  if (lang && !isLanguage(lang)) found.push(`lang="${lang}" is no language: write it as in pt-BR.`)
  if (article && findArticle(element, article) === null) {
    found.push(
      `article="${article}" matches nothing here: no passage can be commented on. Name the article, as in main article.`,
    )
  }
  return found
}

function aboutTwice(element: HTMLElement): readonly string[] {
  const says = (other: Element): string => ['server', 'site', 'page'].map((name) => other.getAttribute(name)).join(' ')
  const same = [...document.querySelectorAll('afterword-comments')].filter((other) => says(other) === says(element))
  return same.length < 2 ? [] : ['The same thread stands on this page twice. Leave one, or give each its page.']
}

/** The tag that put it here. */
function tagOf(element: HTMLElement): HTMLScriptElement | null {
  const before = element.previousElementSibling
  return before instanceof HTMLScriptElement && before.dataset['afterwordDone'] !== undefined ? before : null
}

/** The known name that is at most two letters away. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const plain = name.replace(/[_-]/g, '').toLowerCase()
  return known.find((candidate) => distance(plain, candidate.replaceAll('-', '')) <= (candidate.length > 4 ? 2 : 1))
}

/** How many letters must be put in, taken out or replaced. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1]
    for (const [index, other] of [...to].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min((row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

function isLanguage(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length > 0
  } catch {
    return false
  }
}
