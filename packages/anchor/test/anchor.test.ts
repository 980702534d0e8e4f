import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describePassage, findPassage, indexArticle, type FoundPassage, type Selector } from '../src/index.ts'

const ARTICLE = [
  'In February the weights of a large model leaked, and within a week people ran it on their own laptops.',
  'Until then the best models stood behind interfaces that two companies rented out by the word.',
  'Advertising pays for the laboratory, so a cheaper model harms its rivals more than itself.',
  'Guardrails can be tuned away by anybody who owns a graphics card and a free evening.',
].join('\n\n')

/** Where the words of `quote`, selected in `before`, are found in `after`. */
function refind(before: string, quote: string, after: string): FoundPassage {
  const start = before.indexOf(quote)
  return findPassage(indexArticle(after), describePassage(before, start, start + quote.length))
}

function words(text: string, found: FoundPassage): string {
  return found.state === 'lost' ? '' : text.slice(found.start, found.end)
}

describe('a passage', () => {
  it('is exact where it was', () => {
    expect(refind(ARTICLE, 'rented out by the word', ARTICLE)).toEqual({
      state: 'exact',
      start: ARTICLE.indexOf('rented'),
      end: ARTICLE.indexOf('rented') + 22,
      confidence: 1,
    })
  })
  it('is exact when something is written above it', () => {
    const after = `A note from the editor, added in the spring.\n\n${ARTICLE}`
    const found = refind(ARTICLE, 'rented out by the word', after)
    expect(found.state).toBe('exact')
    expect(words(after, found)).toBe('rented out by the word')
  })
  it('has moved when its paragraph stands elsewhere', () => {
    const paragraphs = ARTICLE.split('\n\n')
    const after = [...paragraphs.slice(1), paragraphs[0]].join('\n\n')
    const quote =
      'In February the weights of a large model leaked, and within a week people ran it on their own laptops.'
    const found = refind(ARTICLE, quote, after)
    expect(found.state).toBe('moved')
    expect(words(after, found)).toBe(quote)
  })
  it('has changed when a word in it was replaced', () => {
    const after = ARTICLE.replace('cheaper', 'free')
    const found = refind(ARTICLE, 'a cheaper model harms its rivals', after)
    expect(found.state).toBe('changed')
    expect(words(after, found)).toBe('a free model harms its rivals')
  })
  it('takes in the word that replaced its last one', () => {
    const after = ARTICLE.replace('graphics card', 'graphics processor')
    expect(words(after, refind(ARTICLE, 'owns a graphics card', after))).toBe('owns a graphics processor')
  })
  it('is lost when its paragraph was deleted', () => {
    const after = ARTICLE.replace(/Advertising.*\n\n/, '')
    expect(refind(ARTICLE, 'a cheaper model harms its rivals', after)).toEqual({ state: 'lost' })
  })
  it('is not put on the same words in another place when its own are gone', () => {
    const after = ARTICLE.replace('the best models stood', 'everything stood')
    const before = ARTICLE.replace('a cheaper model', 'the best models')
    expect(refind(before, 'the best', after.replace('a large model', 'the best of them'))).toEqual({ state: 'lost' })
  })
  it('that is long is found by its two ends', () => {
    const long = ARTICLE.replace(
      'Until then',
      `${'Many unlike sentences stood between one thought and another. '.repeat(12)}Until then`,
    )
    const quote = long.slice(long.indexOf('within a week'), long.indexOf('Guardrails'))
    const after = `Preface.\n\n${long}`
    const selectors = describePassage(long, long.indexOf(quote), long.indexOf(quote) + quote.length)
    expect(selectors[0]?.type).toBe('RangeSelector')
    const found = findPassage(indexArticle(after), selectors)
    expect(found.state).toBe('exact')
    expect(words(after, found)).toBe(quote)
  })
  it('of another article is lost', () => {
    const other = 'The recipe asks for two eggs, flour and patience; the oven does what remains of the work by itself.'
    expect(refind(other, 'flour and patience', ARTICLE)).toEqual({ state: 'lost' })
  })
  it('of common words is lost in another article that has them among other words', () => {
    const models =
      'Most projects can begin with a small one, and teams can also use one local file during the first run.'
    const bread =
      'This will usually be a loaf with a hard crust, but bakers can also use rye, or whatever grows nearby.'
    const other = `The oven does what remains of the work by itself, once the dough has rested.\n\n${bread}`
    for (const quote of ['can also use', 'also use']) {
      expect(refind(`${ARTICLE}\n\n${models}`, quote, other)).toEqual({ state: 'lost' })
    }
  })
  it('of common words is lost in another article that has the same turn of phrase and nothing else of it', () => {
    const models =
      'The cards differ, and so do those who rent them. Here is an example of how you might begin on your own.'
    const bread =
      'The dough has to rest for a night. Here is an example of how you could fold it, if the kitchen is warm.'
    const other = `The oven does what remains of the work by itself, once it is hot.\n\n${bread}`
    const more = 'Renting by the hour is cheap at night, when the halls are empty and nobody else waits for an answer.'
    for (const quote of ['of how', 'example of how']) {
      expect(refind(`${ARTICLE}\n\n${models}\n\n${more}`, quote, other)).toEqual({ state: 'lost' })
    }
  })
  it('of few words is found where nothing is known of what stood around it', () => {
    const [selector] = describePassage('the weights', 0, 11)
    expect(selector).toMatchObject({ exact: 'the weights', prefix: '', suffix: '' })
    expect(refind('the weights', 'the weights', `What is said of the weights here is new.`)).toMatchObject({
      state: 'moved',
    })
  })
})

describe.each([
  [
    'Chinese',
    '开放权重的模型改变了人工智能的力量平衡。公司不再独自决定谁能使用最好的模型。',
    '独自决定谁能使用',
    '决定',
    '选择',
  ],
  [
    'Japanese',
    '公開された重みは、人工知能の力関係を変えました。誰でも自分の機械でモデルを動かせます。',
    '自分の機械でモデル',
    '機械',
    '端末',
  ],
  [
    'Korean',
    '공개된 가중치는 인공지능의 힘의 균형을 바꾸었다. 누구나 자신의 컴퓨터에서 모델을 실행할 수 있다.',
    '자신의 컴퓨터에서 모델을',
    '컴퓨터에서',
    '기기에서',
  ],
  [
    'Thai',
    'น้ำหนักแบบเปิดเปลี่ยนสมดุลอำนาจของปัญญาประดิษฐ์ ทุกคนใช้โมเดลบนเครื่องของตัวเองได้',
    'ใช้โมเดลบนเครื่อง',
    'เครื่อง',
    'คอมพิวเตอร์',
  ],
  [
    'Arabic',
    'غيّرت الأوزان المفتوحة ميزان القوى في الذكاء الاصطناعي. يستطيع كل شخص تشغيل النموذج على جهازه.',
    'كل شخص تشغيل النموذج',
    'تشغيل',
    'استخدام',
  ],
  [
    'Hebrew',
    'משקולות פתוחות שינו את מאזן הכוחות בבינה מלאכותית. כל אחד יכול להריץ מודל על המחשב שלו.',
    'יכול להריץ מודל על',
    'להריץ',
    'להפעיל',
  ],
])('%s', (_, text, quote, old, now) => {
  it('is found after a sentence was put before it', () => {
    const after = `${text.slice(0, 12)} ${text}`
    expect(words(after, refind(text, quote, after))).toBe(quote)
  })
  it('is found with a word replaced', () => {
    const after = text.replace(old, now)
    const found = refind(text, quote, after)
    expect(found.state).toBe('changed')
    expect(words(after, found)).toBe(quote.replace(old, now))
  })
  it('is lost when it is gone', () => {
    expect(refind(text, quote, ARTICLE)).toEqual({ state: 'lost' })
  })
})

const vocabulary = 'ash birch cedar fir oak pine rowan 木 林 森 שקד زيتون 😀 a the of , . - \n'.split(' ')
const article = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 200 }).map((list) => list.join(' '))

describe('whatever an article says', () => {
  it('unchanged, it has every passage exactly where it was', () => {
    fc.assert(
      fc.property(fc.oneof(article, fc.string({ unit: 'binary', minLength: 1 })), fc.nat(), fc.nat(), (text, a, b) => {
        const start = a % text.length
        const end = start + 1 + (b % (text.length - start))
        const selectors = describePassage(text, start, end)
        const found = findPassage(indexArticle(text), selectors)
        expect(found).toMatchObject({ state: 'exact' })
        if (found.state === 'lost') return
        expect(found.start === start || found.start === start - 1).toBe(true)
        expect(found.end === end || found.end === end + 1).toBe(true)
      }),
    )
  })
  it('a selector is at most 1,000 bytes and well formed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 3_000, size: 'max' }),
        fc.nat(),
        fc.nat(),
        (text, a, b) => {
          const start = a % text.length
          const json = JSON.stringify(describePassage(text, start, start + 1 + (b % (text.length - start))))
          expect(new TextEncoder().encode(json).length).toBeLessThanOrEqual(1_000)
          expect(json.isWellFormed()).toBe(true)
          expect(json).not.toMatch(/\\ud[89a-f]/)
        },
      ),
    )
  })
  it('an edit elsewhere never loses a passage', () => {
    const edit = fc.tuple(article, fc.nat({ max: 50 }))
    fc.assert(
      fc.property(article, edit, (filler, [other, cut]) => {
        const before = `${filler}\n\n${ARTICLE}`
        const after = `${other}${filler.slice(cut)}\n\n${ARTICLE}`
        const quote = 'two companies rented out by the word'
        expect(words(after, refind(before, quote, after))).toBe(quote)
      }),
    )
  })
  it('what is found never leaves the text, and nothing throws, whatever a selector says', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.constant(Number.MAX_SAFE_INTEGER))
    const lie = fc.oneof(article, fc.string({ unit: 'binary' }), fc.constant(''), fc.constant('word '.repeat(5_000)))
    const quote = fc.record({ type: fc.constant('TextQuoteSelector' as const), exact: lie, prefix: lie, suffix: lie })
    const position = fc.record({ type: fc.constant('TextPositionSelector' as const), start: number, end: number })
    const range = fc.record({ type: fc.constant('RangeSelector' as const), startSelector: quote, endSelector: quote })
    const selectors: fc.Arbitrary<Selector[]> = fc.array(fc.oneof(quote, position, range), { maxLength: 4 })
    fc.assert(
      fc.property(fc.oneof(article, fc.constant(''), fc.constant('x'.repeat(50_000))), selectors, (text, some) => {
        const found = findPassage(indexArticle(text), some)
        if (found.state === 'lost') return
        expect(found.start).toBeGreaterThanOrEqual(0)
        expect(found.end).toBeGreaterThan(found.start)
        expect(found.end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
  it('takes nonsense for lost', () => {
    const nonsense: unknown = JSON.parse(
      '[null, 1, "x", {}, {"type":"RangeSelector"}, {"type":"TextQuoteSelector","exact":7}]',
    )
    expect(findPassage(indexArticle(ARTICLE), nonsense as Selector[])).toEqual({ state: 'lost' })
  })
  it('refuses to describe what is no passage', () => {
    for (const [start, end] of [
      [-1, 2],
      [3, 3],
      [5, 2],
      [0, 1e9],
      [Number.NaN, 2],
    ] as const) {
      expect(() => describePassage(ARTICLE, start, end)).toThrow(RangeError)
    }
  })
})
