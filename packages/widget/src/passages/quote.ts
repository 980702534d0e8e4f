import { describePassage } from '@afterword/anchor'
import { LIMITS, type Passage, isVisible } from '@afterword/storage'
import type { ArticleText, Offsets } from './article-text.ts'

/** How many of the last words of a long passage stand in its quote. */
const TAIL = 200

/** A passage as it is stored, or `null` when there is nothing in it to read. */
export function passageOf({ text }: Pick<ArticleText, 'text'>, { start, end }: Offsets): Passage | null {
  if (!isVisible(text.slice(start, end))) return null
  const selectors = describePassage(text, start, end)
  // Where half a character was chosen, it is described as a whole, and shown so.
  const whole = selectors.find((selector) => selector.type === 'TextPositionSelector') ?? { start, end }
  return { quote: quoteOf(text.slice(whole.start, whole.end)), selectors }
}

/** The words to show: of many the first and the last. */
function quoteOf(words: string): string {
  const characters = [...words.toWellFormed()]
  if (characters.length <= LIMITS.quoteCharacters) return characters.join('')
  const head = characters.slice(0, LIMITS.quoteCharacters - TAIL - 3).join('')
  return `${head} … ${characters.slice(-TAIL).join('')}`
}
