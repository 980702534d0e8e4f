import type { Offsets } from './article-text.ts'

/** A paragraph of the article and the sentences in it. */
export interface Paragraph extends Offsets {
  readonly sentences: readonly Offsets[]
}

/** The paragraphs of a text, at most as far as is needed: the one at this place and those beside it. */
export function paragraphAt(text: string, offset: number, locale: string | undefined): Paragraph {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1
  const next = text.indexOf('\n', start)
  const end = next === -1 ? text.length : next
  return { start, end, sentences: sentencesOf(text.slice(start, end), start, locale) }
}

export function nextParagraph(text: string, { end }: Offsets, locale: string | undefined): Paragraph | null {
  return end >= text.length ? null : paragraphAt(text, end + 1, locale)
}

export function previousParagraph(text: string, { start }: Offsets, locale: string | undefined): Paragraph | null {
  return start === 0 ? null : paragraphAt(text, start - 1, locale)
}

function sentencesOf(text: string, start: number, locale: string | undefined): readonly Offsets[] {
  const found: Offsets[] = []
  for (const { segment, index } of segmenter(locale).segment(text)) {
    const words = segment.trim()
    if (words === '') continue
    const from = start + index + segment.indexOf(words)
    found.push({ start: from, end: from + words.length })
  }
  return found
}

/** The page may name a language that there is none of. */
function segmenter(locale: string | undefined): Intl.Segmenter {
  try {
    return new Intl.Segmenter(locale, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'sentence' })
  }
}
