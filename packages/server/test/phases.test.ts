import { describe, expect, it } from 'vitest'
import { banned } from '../src/services/moderation/banned.ts'
import { firstComment } from '../src/services/moderation/first-comment.ts'
import { holdAll } from '../src/services/moderation/hold-all.ts'
import { honeypot } from '../src/services/moderation/honeypot.ts'
import { judge } from '../src/services/moderation/judge.ts'
import { likelySpam, spamScore } from '../src/services/moderation/likely-spam.ts'
import { links } from '../src/services/moderation/links.ts'
import { fingerprint, nearDuplicate } from '../src/services/moderation/near-duplicate.ts'
import type { Ban, Context, Learned, Past, Submission } from '../src/services/moderation/phase.ts'
import { proof } from '../src/services/moderation/proof.ts'
import { DEFAULT_MODERATION, readModeration } from '../src/services/moderation/settings.ts'
import type { ModerationSettings } from '../src/services/moderation/settings.ts'
import { skeleton } from '../src/services/moderation/skeleton.ts'
import { tokensOf } from '../src/services/moderation/tokens.ts'
import { trusted } from '../src/services/moderation/trusted.ts'
import { words } from '../src/services/moderation/words.ts'

const NOBODY_KNOWN: Past = {
  hasPublished: async () => false,
  banOn: async () => undefined,
  likeThis: async () => 0,
  learned: async () => ({ spam: 0, honest: 0, tokens: new Map() }),
}

function submission(values: Partial<Submission> = {}): Submission {
  const text = 'Open weights stay.'
  const author = { id: 'ada', badge: null }
  return {
    source: text,
    text,
    quote: '',
    hosts: [],
    name: 'Ada',
    author,
    neighbourhood: 'here',
    edit: false,
    ...values,
  }
}

function context(settings: Partial<ModerationSettings> = {}, past: Partial<Past> = {}): Context {
  return { settings: { ...DEFAULT_MODERATION, ...settings }, past: { ...NOBODY_KNOWN, ...past }, now: 1e12 }
}

describe('moderation', () => {
  it('publishes what nothing speaks against', async () => {
    expect(await judge(submission(), context())).toMatchObject({ what: 'publish', phase: 'none' })
  })

  it('lets the first phase that says something decide, and says which', async () => {
    const asked = context({ mode: 'all', heldWords: ['weights'] })
    expect(await judge(submission(), asked)).toMatchObject({ what: 'hold', phase: 'words' })
  })

  it('holds what is on a list within a quote, and refuses nobody for the words of an article', () => {
    const lists = context({ refusedWords: ['casino'] })
    const quoted = submission({ quote: 'Buy at the best Cаsino' })
    expect(words.judge(quoted, lists)).toMatchObject({ what: 'hold', why: '“casino” is on the list of words' })
    expect(words.judge(submission({ text: 'casino', quote: 'casino' }), lists)).toMatchObject({ what: 'refuse' })
    expect(words.judge(submission({ quote: 'The weights got out' }), lists)).toBeUndefined()
  })

  it('does not ask about moderators', async () => {
    const author = { id: 'mod', badge: 'moderator' } as const
    const asked = context({ mode: 'all', refusedWords: ['weights'] })
    expect(await judge(submission({ author }), asked)).toMatchObject({ what: 'publish', phase: 'trusted' })
    expect(trusted.judge(submission(), asked)).toBeUndefined()
  })
})

describe('bans', () => {
  const onlyOn = (kind: Ban['kind'], value: string): Partial<Past> => ({
    banOn: async (values) =>
      values.some((one) => one.kind === kind && one.value === value) ? { kind, value, why: 'enough' } : undefined,
  })

  it.each([
    ['author', 'ada', {}],
    ['neighbourhood', 'here', {}],
    ['host', 'spam.example', { hosts: ['www.spam.example'] }],
  ] as const)('refuse by %s', async (kind, value, values) => {
    const opinion = await banned.judge(submission(values), context({}, onlyOn(kind, value)))
    expect(opinion).toMatchObject({ what: 'refuse', why: expect.stringContaining('enough') })
  })

  it('hold whatever the badge, and those of a network or a host lock no moderator out', async () => {
    const author = { id: 'ada', badge: 'moderator' } as const
    const asked = (kind: Ban['kind'], value: string) =>
      judge(submission({ author, hosts: ['spam.example'] }), context({}, onlyOn(kind, value)))
    expect(await asked('author', 'ada')).toMatchObject({ what: 'refuse', phase: 'banned' })
    expect(await asked('neighbourhood', 'here')).toMatchObject({ what: 'publish', phase: 'trusted' })
    expect(await asked('host', 'spam.example')).toMatchObject({ what: 'publish', phase: 'trusted' })
  })

  it('of a host do not meet hosts that only end alike, nor everything below a top-level domain', async () => {
    const asked = context({}, onlyOn('host', 'spam.example'))
    expect(await banned.judge(submission({ hosts: ['notspam.example'] }), asked)).toBeUndefined()
    const all = context({}, onlyOn('host', 'example'))
    expect(await banned.judge(submission({ hosts: ['spam.example'] }), all)).toBeUndefined()
  })
})

describe('lists of words', () => {
  it.each([
    ['casino', 'The best casino in town!'],
    ['casino', 'Casino.'],
    ['casino', 'c\u00e1s\u00eeno'],
    ['casino', 'саsinо with Cyrillic letters'],
    ['casino', 'ca\u200bs\u00adino'],
    ['casino', 'C4S1N0'],
    ['cheap pills', 'Cheap,  pills'],
    ['pill*', 'many pillboxes'],
    ['*bet', 'alphabet'],
    ['vi*ra', 'viagra here'],
    ['赌场', '最好的 赌场'],
  ])('find %s in “%s”', (pattern, text) => {
    const opinion = words.judge(submission({ text }), context({ heldWords: [pattern] }))
    expect(opinion).toMatchObject({ what: 'hold', why: expect.stringContaining(pattern) })
  })

  it.each([
    ['ass', 'A class assignment'],
    ['pill*', 'the caterpillar'],
    ['*bet', 'betting'],
    ['vi*ra', 'via the opera'],
    ['***', 'anything'],
    ['.*', 'anything'],
  ])('do not find %s in “%s”', (pattern, text) => {
    expect(words.judge(submission({ text }), context({ heldWords: [pattern] }))).toBeUndefined()
  })

  it('are held against the name too, and refuse before they hold', () => {
    const lists = context({ heldWords: ['weights'], refusedWords: ['casino'] })
    expect(words.judge(submission({ name: 'Casino Royal' }), lists)).toMatchObject({ what: 'refuse' })
  })

  it('answer soon, whatever the pattern and the text are', () => {
    const pattern = `${'*a'.repeat(49)}*`
    const text = `${'a'.repeat(9_999)}!`
    expect(words.judge(submission({ text }), context({ heldWords: [pattern] }))).toMatchObject({ what: 'hold' })
    const none = words.judge(submission({ text: 'b'.repeat(9_999) }), context({ heldWords: [pattern] }))
    expect(none).toBeUndefined()
  })
})

describe('links', () => {
  const two = submission({ hosts: ['a.example', 'b.example'] })

  it('are held when there are more than the site allows', async () => {
    expect(await links.judge(two, context())).toBeUndefined()
    expect(await links.judge(two, context({ mostLinks: 1 }))).toMatchObject({ what: 'hold' })
    expect(await links.judge(two, context({ mostLinks: 0 }))).toMatchObject({ what: 'hold' })
  })

  it('are nothing against what the site has learned to be honest', async () => {
    const tokens = new Map(tokensOf(two).map((token) => [token, { spam: 0, honest: 30 }]))
    const past = { learned: async () => ({ spam: 30, honest: 30, tokens }) }
    expect(await links.judge(two, context({ mostLinks: 0 }, past))).toBeUndefined()
    expect(await links.judge(two, context({ mostLinks: 0, learn: false }, past))).toMatchObject({ what: 'hold' })
  })
})

describe('the same again and again', () => {
  it('is held from the third time on', async () => {
    const text = 'Buy the very best watches from my shop'
    const asked = (times: number) =>
      nearDuplicate.judge(submission({ text }), context({}, { likeThis: async () => times }))
    expect(await asked(1)).toBeUndefined()
    expect(await asked(2)).toMatchObject({ what: 'hold', why: expect.stringContaining('2') })
  })

  it('is known by its looks', () => {
    const print = fingerprint('Buy the very best watches from my shop')
    expect(fingerprint('BUY  the véry best wаtches, from my shop!!!')).toBe(print)
    expect(fingerprint('Buy the very worst watches from my shop')).not.toBe(print)
    expect(fingerprint('I agree with this.')).toBeNull()
    expect(fingerprint('')).toBeNull()
  })

  it('draws signs and letters of other scripts as what they look like', () => {
    expect(skeleton('Ρаураl')).toBe(skeleton('Paypal'))
    expect(skeleton('ﬁne')).toBe('fine')
  })
})

describe('work that is to be done first', () => {
  const arrival = { form: 'good', proof: 'none', pressure: 0, trapped: false } as const
  const noForm = { ...arrival, form: 'none' } as const
  const text = 'Buy the very best watches from my shop'
  const twice: Partial<Past> = { likeThis: async () => 1 }

  it('is wanted for two signs of a robot, and for one of them never', async () => {
    const asked = (values: Partial<Submission>, past?: Partial<Past>) =>
      proof.judge(submission(values), context({}, past))
    expect(await asked({ arrival: noForm })).toBeUndefined()
    expect(await asked({ arrival, hosts: ['a.example'] })).toBeUndefined()
    expect(await asked({ arrival: { ...arrival, pressure: 0.9 } })).toBeUndefined()
    expect(await asked({ arrival, text }, twice)).toBeUndefined()
    expect(await asked({ arrival: noForm, hosts: ['a.example'] })).toMatchObject({ what: 'prove', points: 2 })
    expect(await asked({ arrival: { ...noForm, pressure: 0.5 }, text }, twice)).toMatchObject({ points: 3 })
    const known = { hasPublished: async () => true }
    expect(await asked({ arrival: noForm, hosts: ['a.example'] }, known)).toBeUndefined()
  })

  it('is not wanted again, nor of an edit, nor where no request came; where it cannot be done it is held', async () => {
    const risky = { hosts: ['a.example'], arrival: noForm } as const
    expect(
      await proof.judge(submission({ ...risky, arrival: { ...noForm, proof: 'good' } }), context()),
    ).toBeUndefined()
    expect(await proof.judge(submission({ ...risky, edit: true }), context())).toBeUndefined()
    expect(await proof.judge(submission({ hosts: ['a.example'], text }), context({}, twice))).toBeUndefined()
    expect(await proof.judge(submission(risky), context({ proof: false }))).toBeUndefined()
    const unable = submission({ ...risky, arrival: { ...noForm, proof: 'unable' } })
    expect(await proof.judge(unable, context())).toMatchObject({ what: 'hold' })
  })

  it('is nothing to a field that no person sees', () => {
    expect(honeypot.judge(submission({ arrival: { ...arrival, trapped: true } }), context())).toMatchObject({
      what: 'hold',
    })
    expect(honeypot.judge(submission({ arrival }), context())).toBeUndefined()
    expect(honeypot.judge(submission(), context())).toBeUndefined()
  })
})

describe('who is new', () => {
  it('is held until a comment stands, where the site wants it', async () => {
    const first = context({ mode: 'first' })
    expect(await firstComment.judge(submission(), first)).toMatchObject({ what: 'hold' })
    expect(await firstComment.judge(submission({ author: undefined }), first)).toMatchObject({ what: 'hold' })
    expect(await firstComment.judge(submission(), context())).toBeUndefined()
    const known = context({ mode: 'first' }, { hasPublished: async (author) => author === 'ada' })
    expect(await firstComment.judge(submission(), known)).toBeUndefined()
  })

  it('is held with everybody else where the site holds all', () => {
    expect(holdAll.judge(submission(), context({ mode: 'all' }))).toMatchObject({ what: 'hold' })
    expect(holdAll.judge(submission(), context({ mode: 'first' }))).toBeUndefined()
  })
})

describe('the learned filter', () => {
  const spam = submission({ text: 'cheap watches casino pills discount', hosts: ['shop.example'] })
  const honest = submission({ text: 'the weights of the model are open' })

  function taught(times: number): Learned {
    const tokens = new Map<string, { spam: number; honest: number }>()
    for (const token of tokensOf(spam)) tokens.set(token, { spam: times, honest: 0 })
    for (const token of tokensOf(honest)) tokens.set(token, { spam: tokens.get(token)?.spam ?? 0, honest: times })
    return { spam: times, honest: times, tokens }
  }

  it('says nothing before it has seen enough', () => {
    expect(spamScore(tokensOf(spam), taught(19))).toBe(0.5)
    expect(spamScore(tokensOf(spam), taught(20))).toBeGreaterThan(0.99)
  })

  it('knows what it was taught, both ways, and nothing of new words', () => {
    expect(spamScore(tokensOf(honest), taught(50))).toBeLessThan(0.01)
    expect(spamScore(['never', 'met'], taught(50))).toBe(0.5)
    expect(spamScore([], taught(50))).toBe(0.5)
  })

  it('ends in the middle when the words contradict each other', () => {
    const score = spamScore([...tokensOf(spam), ...tokensOf(honest)], taught(50))
    expect(score).toBeGreaterThan(0.3)
    expect(score).toBeLessThan(0.7)
  })

  it('calls it spam, or asks nobody where the site does not want it', async () => {
    const past = { learned: async () => taught(50) }
    expect(await likelySpam.judge(spam, context({}, past))).toMatchObject({ what: 'spam' })
    expect(await likelySpam.judge(honest, context({}, past))).toBeUndefined()
    expect(await likelySpam.judge(spam, context({ learn: false }, past))).toBeUndefined()
  })

  it('looks at a bounded part of what is endless', () => {
    const endless = submission({ text: Array.from({ length: 5_000 }, (_, i) => `word${i}`).join(' ') })
    expect(tokensOf(endless).length).toBeLessThanOrEqual(400)
    expect(tokensOf(submission({ text: 'x'.repeat(10_000) }))).not.toContain('x'.repeat(10_000))
  })
})

describe('the settings of a site', () => {
  it('stand at their defaults where they are missing or cannot be read', () => {
    expect(readModeration('{}')).toEqual(DEFAULT_MODERATION)
    expect(readModeration('no json')).toEqual(DEFAULT_MODERATION)
    expect(readModeration('{"mode":"never"}')).toEqual(DEFAULT_MODERATION)
    expect(readModeration('{"mode":"all"}')).toEqual({ ...DEFAULT_MODERATION, mode: 'all' })
  })
})
