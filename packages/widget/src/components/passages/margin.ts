/**
 * What the components at the article's side see of it: signals to read, actions to call. The element makes it,
 * since it alone knows the article, the store and the page.
 */
import type { ReadonlySignal } from '@preact/signals'
import type { CommentId, Passage } from '@afterword/storage'

/** A button beside a paragraph that people talk about. Pixels from the layer's corner. */
export interface Marker {
  /** Where its paragraph begins in the article's text. */
  readonly key: number
  readonly x: number
  readonly y: number
  /** Whether it stands at the window's edge, since there is no margin. */
  readonly edge: boolean
  /** Comments there, replies among them. */
  readonly count: number
  /** The first words that are talked about. */
  readonly quote: string
}

/** Selected words that can be commented on. Pixels of the page, from the window's corner. */
export interface Offer {
  readonly x: number
  readonly y: number
  /** Whether the phone's own menu is there: then the button stands at the window's edge. */
  readonly touch: boolean
  /** How many other threads offer it for the same words, and stand there already. */
  readonly others: number
}

/** Comments on one passage. */
export interface Talk {
  readonly quote: string
  readonly ids: readonly CommentId[]
}

/** What is open beside the text. */
export interface Panel {
  /** A new one for every opening. */
  readonly key: number
  readonly talks: readonly Talk[]
  /** The passage that a comment is being written on. */
  readonly writing: Passage | null
  /** Pixels of the page; where the window is narrow it stands at its lower edge instead. */
  readonly left: number
  readonly top: number
  readonly width: number
  /** Pixels of the window for one of them. */
  readonly zoom: number
}

/** Words that are being chosen without a pointer. */
export interface Choice {
  readonly quote: string
  /** Whether a comment that is there already is set to them. */
  readonly attaching: boolean
}

export type ChoiceStep =
  | 'next-paragraph'
  | 'previous-paragraph'
  | 'next-sentence'
  | 'previous-sentence'
  | 'more'
  | 'less'

export interface Margin {
  /** The direction of the article, which need not be that of the interface. */
  readonly dir: ReadonlySignal<'ltr' | 'rtl'>
  readonly markers: ReadonlySignal<readonly Marker[]>
  readonly offer: ReadonlySignal<Offer | null>
  readonly panel: ReadonlySignal<Panel | null>
  readonly choice: ReadonlySignal<Choice | null>
  /** The comment whose words are shown in the article, to go back to. */
  readonly shown: ReadonlySignal<CommentId | null>
  /** Whether the page does not show those words until the reader opens something. */
  readonly folded: ReadonlySignal<boolean>
  /** The layer that markers are placed in, once it is drawn. */
  attach(layer: HTMLElement | null): void
  /** Points at the words of a marker. */
  point(marker: Marker | null): void
  /** Makes the marker after or before this one ready, and says which it is. */
  beside(key: number, step: 1 | -1): number | null
  open(marker: Marker): void
  /** Writes on the selected, or on the chosen words. */
  write(): void
  written(id: CommentId): void
  close(): void
  choose(step: ChoiceStep): void
  cancelChoice(): void
  /** Goes back from the words to the comment; `false`: only stops showing them. */
  back(go: boolean): void
}
