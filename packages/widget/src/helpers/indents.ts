/** How many levels are indented; deeper ones say whom they answer. */
export const INDENTS = 4

/** A name in the middle of other words, which keeps its own direction. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
