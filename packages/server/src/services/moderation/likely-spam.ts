import type { Context, Learned, Phase, Submission } from './phase.ts'
import { tokensOf } from './tokens.ts'

/** Before so many verdicts of either kind there is nothing to go by. */
const FEWEST_VERDICTS = 20
/** A token that was never met says nothing: one half, with the weight of so many comments. */
const UNKNOWN = 0.5
const UNKNOWN_WEIGHT = 0.45
/** Tokens that say next to nothing are left out; of the others, those that say most are heard. */
const LEAST_SAID = 0.1
const MOST_HEARD = 150

/** From here on it is called spam, and from here on a moderator looks first. */
const SPAM = 0.99
const HELD = 0.7

/** What the site's own verdicts say of words like these. */
export const likelySpam: Phase = {
  name: 'likely-spam',
  async judge(submission, { settings, past }) {
    if (!settings.learn) return undefined
    const tokens = tokensOf(submission)
    const score = spamScore(tokens, await past.learned(tokens))
    if (score < HELD) return undefined
    const why = `${Math.floor(score * 100)} % like what was called spam here`
    return { what: score >= SPAM ? 'spam' : 'hold', why }
  },
}

/** Whether the site's verdicts, once there are enough, speak for a comment rather than against it. */
export async function likelyHonest(submission: Submission, { settings, past }: Context): Promise<boolean> {
  if (!settings.learn) return false
  const tokens = tokensOf(submission)
  return spamScore(tokens, await past.learned(tokens)) < 0.5
}

/**
 * How sure it is that this is spam: 0 to 1, one half when nothing is known. Naive Bayes with Robinson's
 * estimate of each token (“A Statistical Approach to the Spam Problem”, 2003), put together by Fisher's method
 * for both sides apart, so that contradictions end in the middle and not at an extreme.
 */
export function spamScore(tokens: readonly string[], { spam, honest, tokens: known }: Learned): number {
  if (spam < FEWEST_VERDICTS || honest < FEWEST_VERDICTS) return 0.5
  const heard = tokens
    .map((token) => {
      const met = known.get(token)
      if (met === undefined) return UNKNOWN
      const [inSpam, inHonest] = [met.spam / spam, met.honest / honest]
      const count = met.spam + met.honest
      const guess = inSpam / (inSpam + inHonest || 1)
      return (UNKNOWN_WEIGHT * UNKNOWN + count * guess) / (UNKNOWN_WEIGHT + count)
    })
    .filter((probability) => Math.abs(probability - 0.5) >= LEAST_SAID)
    .toSorted((a, b) => Math.abs(b - 0.5) - Math.abs(a - 0.5))
    .slice(0, MOST_HEARD)
  if (heard.length === 0) return 0.5
  const forSpam = 1 - chiSquared(-2 * sum(heard, (p) => Math.log(1 - p)), heard.length)
  const forHonest = 1 - chiSquared(-2 * sum(heard, Math.log), heard.length)
  return (1 + forSpam - forHonest) / 2
}

/** The chance that chi squared with 2n degrees of freedom is above `x`. */
function chiSquared(x: number, n: number): number {
  const half = x / 2
  let term = Math.exp(-half)
  let total = term
  for (let i = 1; i < n; i++) {
    term *= half / i
    total += term
  }
  return Math.min(1, total)
}

function sum(values: readonly number[], of: (value: number) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
