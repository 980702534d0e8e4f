import { newCommentId } from '../comment-id.ts'
import type { NewComment } from '../types.ts'
import { assert, assertEqual, assertRefused } from './assert.ts'
import type { Test } from './runner.ts'
import { newComment, post, readThread, wordsOf } from './thread.ts'

/** Texts that must come back to the letter. */
const TEXTS = [
  'a',
  'مرحبا بالعالم',
  'שלום, **עולם**',
  '你好，世界。こんにちは',
  'नमस्ते',
  'family 👨‍👩‍👧‍👦 and flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  'e\u0301 is not é',
  'tab\tand\nline\r\nends',
  '<script>alert(1)</script> & "quotes" \'too\'',
  "'; drop table comments; --",
  '__proto__ constructor %00 \\u0000 ${x}',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢'.repeat(500),
]

export function testWriting(test: Test): void {
  test('shows a comment to everybody as soon as it is created', ['create'], async (scene) => {
    const comment = await post(scene, { source: 'Read me.' })
    const { comments } = await (await scene.as('eve')).open(scene.page)
    assertEqual(
      comments.map(({ id }) => id),
      [comment.id],
      'what somebody else reads',
    )
    assertEqual([comment.status, comment.version, comment.depth], ['published', 1, 0], 'the comment')
    assert(comment.createdAt > 0 && comment.author !== null, 'a comment has a time and an author')
  })

  test('gives words back to the letter', ['create'], async (scene) => {
    const adapter = await scene.as('ada')
    for (const source of TEXTS) {
      const { id } = await post(scene, { source })
      const { comments } = await adapter.open(scene.page, { limit: 100 })
      const comment = comments.find((other) => other.id === id)
      assert(comment !== undefined, `lost: ${source.slice(0, 40)}`)
      if (comment.body !== null && 'source' in comment.body) assertEqual(wordsOf(comment), source, 'the words')
    }
  })

  test('makes one comment of the same comment created twice', ['create'], async (scene) => {
    const adapter = await scene.as('ada')
    const input = newComment()
    const first = await adapter.create(scene.page, input)
    const second = await adapter.create(scene.page, input)
    assertEqual([second.id, second.seq, second.createdAt], [first.id, first.seq, first.createdAt], 'the second answer')
    assertEqual((await adapter.open(scene.page)).thread.count, 1, 'the count')
  })

  test('makes one comment of fifty creations at once', ['create'], async (scene) => {
    const adapter = await scene.as('ada')
    const input = newComment()
    const answers = await Promise.all(Array.from({ length: 50 }, () => adapter.create(scene.page, input)))
    assertEqual(new Set(answers.map(({ seq }) => seq)).size, 1, 'different answers')
    const open = await adapter.open(scene.page)
    assertEqual([open.thread.count, open.comments.length], [1, 1], 'the thread')
  })

  test('refuses an id that another comment has', ['create'], async (scene) => {
    const { id } = await post(scene, { source: 'first' })
    const adapter = await scene.as('ada')
    await assertRefused(
      () => adapter.create(scene.page, newComment({ id, source: 'other' })),
      'id-taken',
      'other words',
    )
    const ben = await scene.as('ben')
    await assertRefused(() => ben.create(scene.page, newComment({ id, source: 'first' })), 'id-taken', 'somebody else')
    assertEqual((await readThread(adapter, scene.page)).map(wordsOf).length, 1, 'comments')
  })

  test('puts replies under replies, as deep as 100 levels', ['create', 'replies'], async (scene) => {
    let parent = await post(scene)
    for (let depth = 1; depth <= 100; depth++)
      parent = await post(scene, { parent: parent.id, source: `level ${depth}` })
    assertEqual(parent.depth, 100, 'the depth')
    await assertRefused(() => post(scene, { parent: parent.id }), 'too-deep', 'one deeper')
    const read = await readThread(await scene.as('eve'), scene.page, { limit: 30 })
    assertEqual(
      read.map(({ depth }) => depth),
      Array.from({ length: 101 }, (_, depth) => depth),
      'the levels',
    )
  })

  test('refuses a reply to what is not there, or on another page', ['create', 'replies'], async (scene) => {
    await assertRefused(() => post(scene, { parent: newCommentId() }), 'parent-not-found', 'no such parent')
    const { id } = await post(scene)
    const adapter = await scene.as('ada')
    await assertRefused(
      () => adapter.create(`${scene.page}/another`, newComment({ parent: id })),
      'parent-not-found',
      'a parent on another page',
    )
  })

  test('takes nothing into a closed thread, and stays readable', ['create'], async (scene) => {
    if (scene.store.closeThread === undefined) return
    const { id } = await post(scene)
    await scene.store.closeThread()
    await assertRefused(() => post(scene), 'thread-closed', 'a new comment')
    const open = await (await scene.as('eve')).open(scene.page)
    assertEqual([open.thread.closed, open.comments[0]?.id], [true, id], 'the thread')
  })

  test('refuses bad input with its code and keeps nothing of it', ['create'], async (scene) => {
    const adapter = await scene.as('ada')
    const bad: readonly (readonly [string, unknown, 'invalid' | 'too-long'])[] = [
      ['no object', 'words', 'invalid'],
      ['nothing', null, 'invalid'],
      ['an unknown key', { ...newComment(), admin: true }, 'invalid'],
      ['an id that is none', newComment({ id: '1' }), 'invalid'],
      ['a parent that is none', newComment({ parent: 'x' }), 'invalid'],
      ['no source', { id: newCommentId(), parent: null, name: 'Ada' }, 'invalid'],
      ['a source that is a number', { ...newComment(), source: 1 }, 'invalid'],
      ['an empty source', newComment({ source: '' }), 'invalid'],
      ['white space only', newComment({ source: ' \n\t\u3000' }), 'invalid'],
      ['invisible characters only', newComment({ source: '\u200b\u2060\u00ad\ufeff' }), 'invalid'],
      ['NUL', newComment({ source: 'a\0b' }), 'invalid'],
      ['half a surrogate pair', newComment({ source: 'a\ud800b' }), 'invalid'],
      ['10,001 characters', newComment({ source: 'x'.repeat(10_001) }), 'too-long'],
      ['a name of white space', newComment({ name: ' ' }), 'invalid'],
      ['a name of 65 characters', newComment({ name: 'n'.repeat(65) }), 'too-long'],
    ]
    for (const [what, input, code] of bad) {
      await assertRefused(() => adapter.create(scene.page, input as NewComment), code, what)
    }
    const open = await adapter.open(scene.page)
    assertEqual([open.thread.count, open.comments.length], [0, 0], 'what was kept')
  })

  test('takes 10,000 characters, and 64 in a name', ['create'], async (scene) => {
    const long = await post(scene, { source: '😀'.repeat(10_000), name: '👍🏽'.repeat(64) })
    assertEqual(long.author?.name, '👍🏽'.repeat(64), 'the name')
  })

  test('takes what cannot be seen out of a name', ['create'], async (scene) => {
    const comment = await post(scene, { name: '\u202eadA\u2066 \u200b  Lovelace ' })
    assertEqual(comment.author?.name, 'adA Lovelace', 'the name')
  })
}
