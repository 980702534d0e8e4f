/** Lines beyond which a field scrolls. */
const MOST = 30

/** Makes a field as high as its words where the browser does not do that by itself. */
export function grow(area: HTMLTextAreaElement, least: number): void {
  if (CSS.supports('field-sizing', 'content') || area.hidden) return
  area.rows = least
  const { lineHeight, paddingBlockStart, paddingBlockEnd } = getComputedStyle(area)
  const line = Number.parseFloat(lineHeight)
  const words = area.scrollHeight - Number.parseFloat(paddingBlockStart) - Number.parseFloat(paddingBlockEnd)
  if (line > 0) area.rows = Math.min(MOST, Math.max(least, Math.ceil(words / line)))
}
