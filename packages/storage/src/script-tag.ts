/**
 * The script's tag, written for an owner. The dashboard and the docs page ask for the same settings by the same words.
 */

/** Something that a tag can say: `data-page-size` is `page-size`. */
export interface TagSetting {
  readonly name: string
  readonly label: string
  /** What holds when it is left out. */
  readonly otherwise: string
  /** The values that there are, where not any will do, each with what it means. */
  readonly values?: readonly (readonly [value: string, words: string])[]
}

/** In the order in which they are asked for and written. */
export const TAG_SETTINGS: readonly TagSetting[] = [
  { name: 'server', label: 'The server', otherwise: 'where the script is from' },
  { name: 'site', label: 'The site’s key', otherwise: 'the page’s host name' },
  { name: 'page', label: 'The page’s name', otherwise: 'its canonical address' },
  { name: 'article', label: 'The article, as a selector', otherwise: 'the article around the tag' },
  {
    name: 'order',
    label: 'Order',
    otherwise: 'newest first',
    values: [
      ['oldest', 'oldest first'],
      ['top', 'most liked first'],
    ],
  },
  { name: 'page-size', label: 'Comments at once, 1 to 100', otherwise: '25' },
  { name: 'passage-shortcut', label: 'Keys that comment on a passage, or none', otherwise: 'Control+Alt+M' },
  { name: 'lang', label: 'Language', otherwise: 'the page’s' },
  {
    name: 'dir',
    label: 'Direction',
    otherwise: 'the page’s',
    values: [
      ['ltr', 'left to right'],
      ['rtl', 'right to left'],
    ],
  },
  {
    name: 'storage',
    label: 'Where comments are kept',
    otherwise: 'on the server',
    values: [['browser', 'in each reader’s own browser']],
  },
  {
    name: 'insert',
    label: 'The thread',
    otherwise: 'stands where the tag does',
    values: [['none', 'stands where the page has the element']],
  },
]

/** What was filled in, by name. What is empty is left out. */
export type TagValues = Readonly<Record<string, string>>

/**
 * The tag to paste, as HTML.
 *
 * @param from the folder that the script is served from, in full: `https://comments.example.org`
 */
export function scriptTag(from: string, values: TagValues): string {
  const data = TAG_SETTINGS.map(({ name }) => [name, values[name]?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `\n        data-${name}="${attribute(value)}"`)
  const address = `${from.trim().replace(/\/+$/, '')}/afterword.js`
  return `<script type="module" src="${attribute(address)}"${data.join('')}></script>`
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
