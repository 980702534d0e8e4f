/** What a writer can ask for. */
export type Markup = 'bold' | 'italic' | 'link' | 'quote' | 'code' | 'list'

/** A change of a text: these words in the place of those from `start` to `end`, and what is selected then. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly words: string
  readonly selectionStart: number
  readonly selectionEnd: number
}

const AROUND: Readonly<Record<'bold' | 'italic', string>> = { bold: '**', italic: '_' }
const BEFORE_LINES: Readonly<Record<'quote' | 'list', string>> = { quote: '> ', list: '- ' }
const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i

/**
 * What has to change so that the selection (or, with none, the word at the caret) is marked up, or is not any more.
 *
 * @param start UTF-16 code units, as a text field counts
 */
export function markUp(text: string, start: number, end: number, markup: Markup): TextEdit {
  switch (markup) {
    case 'bold':
    case 'italic':
      return around(text, wordAt(text, start, end), AROUND[markup])
    case 'link':
      return link(text, wordAt(text, start, end))
    case 'code':
      return code(text, wordAt(text, start, end))
    case 'quote':
    case 'list':
      return lines(text, start, end, BEFORE_LINES[markup])
  }
}

type Range = readonly [start: number, end: number]

/** The selection without the space at its ends, which Markdown would not take; with none, the word that it stands in. */
function wordAt(text: string, start: number, end: number): Range {
  if (start === end) {
    const before = /[\p{L}\p{M}\p{N}'’_]*$/u.exec(text.slice(0, start))?.[0].length ?? 0
    const after = /^[\p{L}\p{M}\p{N}'’_]*/u.exec(text.slice(end))?.[0].length ?? 0
    // At the edge of a word nothing is meant but the place.
    return before > 0 && after > 0 ? [start - before, end + after] : [start, end]
  }
  const selected = text.slice(start, end)
  if (selected.trim() === '') return [start, end]
  return [start + selected.length - selected.trimStart().length, end - selected.length + selected.trimEnd().length]
}

function around(text: string, [start, end]: Range, mark: string): TextEdit {
  const words = text.slice(start, end)
  const { length } = mark
  // A second time takes it away, whether the marks were selected too or not.
  if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark) {
    return replaced(start - length, end + length, words, 0, words.length)
  }
  if (words.length > 2 * length && words.startsWith(mark) && words.endsWith(mark)) {
    return replaced(start, end, words.slice(length, -length), 0, words.length - 2 * length)
  }
  return replaced(start, end, mark + words + mark, length, length + words.length)
}

function link(text: string, [start, end]: Range): TextEdit {
  const words = text.slice(start, end)
  // An address was selected: its words are missing. Else its address.
  if (ADDRESS.test(words)) return replaced(start, end, `[](${words})`, 1, 1)
  const at = words.length + 3
  return replaced(start, end, `[${words}](https://)`, words === '' ? 1 : at, words === '' ? 1 : at + 'https://'.length)
}

function code(text: string, [start, end]: Range): TextEdit {
  const words = text.slice(start, end)
  const ticks = longest(words, '`')
  if (!words.includes('\n')) {
    if (ticks > 0 && !(words.startsWith('`') && words.endsWith('`'))) {
      const mark = '`'.repeat(ticks + 1)
      return replaced(start, end, `${mark} ${words} ${mark}`, mark.length + 1, mark.length + 1 + words.length)
    }
    return around(text, [start, end], '`')
  }
  const fence = '`'.repeat(Math.max(3, ticks + 1))
  const open = `${start === 0 || text[start - 1] === '\n' ? '' : '\n'}${fence}\n`
  const close = `\n${fence}${end === text.length || text[end] === '\n' ? '' : '\n'}`
  return replaced(start, end, open + words + close, open.length, open.length + words.length)
}

/** Whole lines. They all have the mark already: it goes. Else each gets it. */
function lines(text: string, start: number, end: number, mark: string): TextEdit {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end > start && text[end - 1] === '\n' ? end - 1 : end)
  const to = next === -1 ? text.length : next
  const each = text.slice(from, to).split('\n')
  const marked = each.every((line) => line.startsWith(mark))
  const changed = each.map((line) => (marked ? line.slice(mark.length) : mark + line)).join('\n')
  // A paragraph goes on until an empty line: without one the words above would be part of it, or it of them.
  const above = from === 0 || marked || /(^|\n)(\s*|> .*|- .*)\n$/.test(text.slice(0, from)) ? '' : '\n'
  const length = above.length + changed.length
  const at = start === end ? length : above.length
  return replaced(from, to, above + changed, at, length)
}

function longest(words: string, mark: string): number {
  return Math.max(0, ...[...words.matchAll(new RegExp(`${mark}+`, 'g'))].map(([run]) => run.length))
}

/** @param from counted from the beginning of the new words, as is `to` */
function replaced(start: number, end: number, words: string, from: number, to: number): TextEdit {
  return { start, end, words, selectionStart: start + from, selectionEnd: start + to }
}
