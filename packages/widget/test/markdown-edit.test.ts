import { parseMarkdown } from '@afterword/markdown'
import { describe, expect, it } from 'vitest'
import { markUp, type Markup } from '../src/helpers/markdown-edit.ts'

/** `[…]` is what is selected, `|` the caret. */
function applied(written: string, markup: Markup): string {
  const start = written.search(/[[|]/)
  const end = written.includes('|') ? start : written.indexOf(']') - 1
  const text = written.replace(/[[\]|]/g, '')
  const edit = markUp(text, start, end, markup)
  const after = text.slice(0, edit.start) + edit.words + text.slice(edit.end)
  const [from, to] = [edit.selectionStart, edit.selectionEnd]
  return from === to
    ? `${after.slice(0, from)}|${after.slice(from)}`
    : `${after.slice(0, from)}«${after.slice(from, to)}»${after.slice(to)}`
}

describe('a markup', () => {
  it.each<readonly [Markup, string, string]>([
    ['bold', 'some [words] here', 'some **«words»** here'],
    ['bold', 'some [words ]here', 'some **«words»** here'],
    ['bold', 'some wo|rds here', 'some **«words»** here'],
    ['bold', 'some words |', 'some words **|**'],
    ['bold', 'some **[words]** here', 'some «words» here'],
    ['bold', 'some [**words**] here', 'some «words» here'],
    ['italic', '[words]', '_«words»_'],
    ['italic', 'مرح|با', '_«مرحبا»_'],
    ['code', '[a = b]', '`«a = b»`'],
    ['code', '[a`b]', '`` «a`b» ``'],
    ['code', 'see [one\ntwo] there', 'see \n```\n«one\ntwo»\n```\n there'],
    ['code', '[```\nx\n```]', '````\n«```\nx\n```»\n````'],
    ['quote', '|', '> |'],
    ['quote', '[one\ntwo]\nthree', '«> one\n> two»\nthree'],
    ['quote', '[> one\n> two]', '«one\ntwo»'],
    ['quote', 'before\no|ne', 'before\n\n> one|'],
    ['list', '[one\ntwo\n]three', '«- one\n- two»\nthree'],
    ['list', '- one\nt|wo', '- one\n- two|'],
    ['list', '[- one]', '«one»'],
  ])('%s of %j makes %j', (markup, written, made) => {
    expect(applied(written, markup)).toBe(made)
  })

  it('link asks for what is missing: the address, or the words', () => {
    const edit = markUp('see this', 4, 8, 'link')
    expect(edit.words).toBe('[this](https://)')
    expect(edit.words.slice(edit.selectionStart - 4, edit.selectionEnd - 4)).toBe('https://')
    expect(markUp('https://example.org/', 0, 20, 'link')).toMatchObject({
      words: '[](https://example.org/)',
      selectionStart: 1,
    })
    expect(markUp('', 0, 0, 'link')).toMatchObject({ words: '[](https://)', selectionStart: 1 })
  })

  it.each<readonly [Markup, string]>([
    ['bold', 'strong'],
    ['italic', 'em'],
    ['code', 'code'],
  ])('%s is what the comment shows then', (markup, type) => {
    const text = 'some words here'
    const { start, end, words } = markUp(text, 5, 10, markup)
    const [paragraph] = parseMarkdown(text.slice(0, start) + words + text.slice(end))
    expect(paragraph).toMatchObject({ type: 'p', children: ['some ', { type }, ' here'] })
  })

  it.each<readonly [Markup, string]>([
    ['quote', 'blockquote'],
    ['list', 'ul'],
    ['code', 'pre'],
  ])('%s of lines below a paragraph is a block of its own', (markup, type) => {
    const text = 'before\none\ntwo'
    const { start, end, words } = markUp(text, 7, 14, markup)
    const tree = parseMarkdown(text.slice(0, start) + words + text.slice(end))
    expect(tree.map((block) => block.type)).toEqual(['p', type])
  })
})
