/** The first words of a text, on one line, of at most so many code points. */
export function excerpt(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const points = Array.from(line.slice(0, 2 * most + 2))
  if (points.length <= most) return line
  const cut = points.slice(0, most).join('')
  // At the end of a word, where there is one in reach.
  const space = cut.lastIndexOf(' ')
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`
}
