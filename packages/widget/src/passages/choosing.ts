import type { Offsets } from './article-text.ts'
import { type Paragraph, nextParagraph, paragraphAt, previousParagraph } from './sentences.ts'

/** Words that are being chosen: some sentences of a paragraph, one after the other. */
export interface Chosen extends Offsets {
  readonly paragraph: Paragraph
  readonly first: number
  readonly last: number
}

export type Step = 'next-paragraph' | 'previous-paragraph' | 'next-sentence' | 'previous-sentence' | 'more' | 'less'

/** The whole paragraph at this place. */
export function chooseAt(text: string, offset: number, locale: string | undefined): Chosen {
  return whole(paragraphAt(text, offset, locale))
}

/** What is chosen after a step; a step that leads nowhere changes nothing. */
export function chooseNext(text: string, chosen: Chosen, step: Step, locale: string | undefined): Chosen {
  const { paragraph, first, last } = chosen
  const count = paragraph.sentences.length
  const all = first === 0 && last === count - 1
  switch (step) {
    case 'next-paragraph': {
      const next = nextParagraph(text, paragraph, locale)
      return next === null ? chosen : whole(next)
    }
    case 'previous-paragraph': {
      const previous = previousParagraph(text, paragraph, locale)
      return previous === null ? chosen : whole(previous)
    }
    case 'next-sentence': {
      // From the whole paragraph to its first sentence; from its last one to the next paragraph's first.
      if (all && count > 1) return some(paragraph, 0, 0)
      if (last < count - 1) return some(paragraph, last + 1, last + 1)
      const next = nextParagraph(text, paragraph, locale)
      return next === null ? chosen : some(next, 0, 0)
    }
    case 'previous-sentence': {
      if (all && count > 1) return some(paragraph, count - 1, count - 1)
      if (first > 0) return some(paragraph, first - 1, first - 1)
      const previous = previousParagraph(text, paragraph, locale)
      const end = (previous?.sentences.length ?? 0) - 1
      return previous === null ? chosen : some(previous, end, end)
    }
    case 'more':
      return last < count - 1 ? some(paragraph, first, last + 1) : chosen
    case 'less':
      return last > first ? some(paragraph, first, last - 1) : chosen
  }
}

function whole(paragraph: Paragraph): Chosen {
  return some(paragraph, 0, paragraph.sentences.length - 1)
}

function some(paragraph: Paragraph, first: number, last: number): Chosen {
  const start = paragraph.sentences[first]?.start ?? paragraph.start
  const end = paragraph.sentences[last]?.end ?? paragraph.end
  return { paragraph, first, last, start, end }
}
