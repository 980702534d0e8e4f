/** So many are looked at: a browser names a handful. */
const MOST = 20

/** The languages of an `Accept-Language`, the best first. What is none is left to whoever looks for words. */
export function acceptedLanguages(header: string): readonly string[] {
  return header
    .split(',', MOST)
    .map((part) => {
      const [language = '', ...parameters] = part.split(';').map((piece) => piece.trim())
      const quality = parameters.find((parameter) => /^q=/i.test(parameter))
      return { language, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ language }) => language)
}
