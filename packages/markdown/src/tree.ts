/**
 * The content tree: what Markdown becomes, once, when it is written. Plain JSON of a closed set of nodes, so
 * that it can be drawn with elements and text nodes wherever it is shown, and never as an HTML string.
 */

/** A run of text inside a block. A plain string is text. */
export type Inline =
  | string
  | { readonly type: 'em' | 'strong' | 'del'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'a'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: 'br' }

/** One item of a list. */
export interface ListItem {
  readonly type: 'li'
  readonly children: readonly Block[]
}

export type Block =
  | { readonly type: 'p' | 'h'; readonly children: readonly Inline[] }
  | { readonly type: 'blockquote'; readonly children: readonly Block[] }
  | { readonly type: 'ul'; readonly children: readonly ListItem[] }
  | { readonly type: 'ol'; readonly start?: number; readonly children: readonly ListItem[] }
  | { readonly type: 'pre'; readonly text: string; readonly lang?: string }
  | { readonly type: 'hr' }

export type ContentTree = readonly Block[]
