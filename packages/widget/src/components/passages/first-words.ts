/** How many characters of a passage it is called by. */
const MOST = 60

/** The first words of a passage, on one line. */
export function firstWords(quote: string): string {
  const line = quote.replace(/\s+/g, ' ').trim()
  if (line.length <= MOST) return line
  return `${line.slice(0, line.lastIndexOf(' ', MOST) + 1 || MOST).trimEnd()}…`
}
