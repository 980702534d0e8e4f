/** The first letters of the first and the last word of a name, as it writes them: one or two graphemes. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word))
  const first = words[0] ?? name
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last]
    .map((word) => (word === undefined ? '' : letter(word)))
    .join('')
    .toLocaleUpperCase()
}

/** Degrees between two colours: the sheet has a class for each, since a policy may forbid a style attribute. */
const STEP = 15

/** The class of an avatar's colour. */
export function hueClass(name: string): string {
  return `hue-${Math.floor(hueOf(name) / STEP)}`
}

/** A number from 0 to 359, the same for the same name: a hue. FNV-1a, 32 bits. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % 360
}

/** Made with the first name. */
let segmenter: Intl.Segmenter | undefined

function letter(word: string): string {
  segmenter ??= new Intl.Segmenter()
  for (const { segment } of segmenter.segment(word)) if (/\p{L}|\p{N}/u.test(segment)) return segment
  return [...word][0] ?? ''
}
