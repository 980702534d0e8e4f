/**
 * Letters of other scripts, and signs, that are drawn like a Latin letter: the common part of Unicode's list of
 * confusables (UTS #39), which is what writers of spam use.
 */
const LOOKS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: 'аαɑ@4',
    b: 'ьβв6',
    c: 'сϲ¢',
    d: 'ԁ',
    e: 'еεєё€3',
    g: 'ɡ9',
    h: 'һн',
    i: 'іιı1',
    j: 'ј',
    k: 'кκ',
    l: 'ӏⅼ',
    m: 'м',
    n: 'пηո',
    o: 'оοσօ0',
    p: 'рρ',
    q: 'ԛ',
    r: 'гѓ',
    s: 'ѕ$5',
    t: 'тτ7',
    u: 'υս',
    v: 'νѵ',
    w: 'ωшԝ',
    x: 'хχ×',
    y: 'уүγ¥',
    z: 'ʐ2',
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin])),
)

const LOOKS_LIKE_LATIN = new RegExp(`[${Object.keys(LOOKS_LIKE).join('')}]`, 'gu')

/** Accents, and characters that are not drawn. */
const NOT_DRAWN = /[\p{M}\p{Default_Ignorable_Code_Point}]/gu

/**
 * What words look like: two texts with the same skeleton can hardly be told apart by eye. For comparing only. A
 * digit or sign counts as the letter that it looks like, on both sides of a comparison.
 */
export function skeleton(text: string): string {
  return text
    .normalize('NFKD')
    .replace(NOT_DRAWN, '')
    .toLowerCase()
    .replace(LOOKS_LIKE_LATIN, (character) => LOOKS_LIKE[character] ?? character)
}

/** The words of a skeleton, without what stands between them. */
export function skeletonWords(text: string): readonly string[] {
  return skeleton(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
