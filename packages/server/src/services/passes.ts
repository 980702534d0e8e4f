import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as v from 'valibot'
import type { DayKeys } from './day-keys.ts'

/** What a request says of how it came to be. */
export interface Shown {
  /** The token that its page got when somebody began to write. */
  readonly form?: string | undefined
  /** A challenge with its solution, as JSON; `none`: it cannot be solved here. */
  readonly proof?: string | undefined
}

/** What that is worth. */
export interface Pass {
  readonly form: 'good' | 'none' | 'early' | 'wrong'
  readonly proof: 'good' | 'none' | 'wrong' | 'unable'
  /** Names what is used up with the comment: each is good once. */
  readonly spends: readonly string[]
}

export interface Passes {
  /** A token for somebody who begins to write on a page. */
  issue(site: string, page: string): Promise<string>
  /** Work to be done before a comment is taken, as JSON: the more points of risk, the more of it. */
  challenge(site: string, page: string, points: number): Promise<string>
  check(site: string, page: string, shown: Shown): Promise<Pass>
}

/** Milliseconds. People need longer to write a comment. */
const EARLIEST = 3_000
/** Milliseconds in which work must be done and handed in. */
const CHALLENGE_LIVES = 300_000
/** Iterations of PBKDF2 for one guess: some milliseconds of a phone. */
const COST = 4_000
/** Guesses for each point of risk. */
const GUESSES = 40

const proof = v.strictObject({
  challenge: v.strictObject({
    parameters: v.strictObject({
      algorithm: v.string(),
      nonce: v.string(),
      salt: v.string(),
      cost: v.number(),
      keyLength: v.number(),
      keyPrefix: v.string(),
      keySignature: v.string(),
      expiresAt: v.number(),
      data: v.strictObject({ for: v.string(), most: v.number() }),
    }),
    signature: v.string(),
  }),
  solution: v.strictObject({ counter: v.number(), derivedKey: v.string() }),
})

/** Tokens of forms, and proofs of work: signed with the key of the day, so nothing is stored until one is used. */
export function createPasses(keys: DayKeys, clock: () => number): Passes {
  const secrets = async () => ({
    hmacSignatureSecret: await keys.sign('proof', 'challenge'),
    hmacKeySignatureSecret: await keys.sign('proof', 'key'),
  })

  async function form(site: string, page: string, token: string | undefined): Promise<Pass['form']> {
    if (token === undefined) return 'none'
    const [, at = '', nonce = '', signature = ''] = /^(\d{1,15})\.([\w-]{22})\.([\w-]{43})$/.exec(token) ?? []
    const expected = await keys.sign('form', JSON.stringify([site, page, at, nonce]))
    if (!same(signature, expected)) return 'wrong'
    return clock() - Number(at) < EARLIEST ? 'early' : 'good'
  }

  async function work(site: string, page: string, text: string | undefined): Promise<[Pass['proof'], string?]> {
    if (text === undefined) return ['none']
    if (text === 'none') return ['unable']
    const result = v.safeParse(v.pipe(v.string(), v.parseJson(), proof), text)
    if (!result.success) return ['wrong']
    const { challenge, solution } = result.output
    const { expiresAt, data, nonce } = challenge.parameters
    if (data.for !== target(site, page) || expiresAt * 1_000 < clock()) return ['wrong']
    const { verified } = await verifySolution({ challenge, solution, deriveKey, ...(await secrets()) })
    return verified ? ['good', `proof ${nonce}`] : ['wrong']
  }

  return {
    async issue(site, page) {
      const [at, nonce] = [String(clock()), randomBytes(16).toString('base64url')]
      return `${at}.${nonce}.${await keys.sign('form', JSON.stringify([site, page, at, nonce]))}`
    },
    async challenge(site, page, points) {
      const most = GUESSES * points
      const challenge = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: COST,
        counter: randomInt(most / 2, most),
        expiresAt: Math.floor((clock() + CHALLENGE_LIVES) / 1_000),
        data: { for: target(site, page), most },
        deriveKey,
        ...(await secrets()),
      })
      return JSON.stringify(challenge)
    },
    async check(site, page, shown) {
      const formIs = await form(site, page, shown.form)
      const [proofIs, nonce] = await work(site, page, shown.proof)
      const spends = [
        ...(formIs === 'good' && shown.form !== undefined ? [`form ${shown.form.split('.')[1] ?? ''}`] : []),
        ...(nonce === undefined ? [] : [nonce]),
      ]
      return { form: formIs, proof: proofIs, spends }
    },
  }
}

/** What a challenge is for, without saying it. */
function target(site: string, page: string): string {
  return createHash('sha256')
    .update(JSON.stringify([site, page]))
    .digest('base64url')
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
