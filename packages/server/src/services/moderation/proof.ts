import { fingerprintOf } from './near-duplicate.ts'
import type { Context, Phase, Submission } from './phase.ts'

const DAY = 86_400_000
/** From so many points of risk on there is work to do first. One alone happens to honest people. */
const RISKY = 2
/** Of what a part of the network may write at once, so much is a lot. */
const PRESSED = 0.5

/** Where the risk is raised, the writer’s browser has to work for a moment: nothing for one comment, much for ten thousand. */
export const proof: Phase = {
  name: 'proof',
  async judge(submission, context) {
    const { arrival, edit } = submission
    if (arrival === undefined || edit || !context.settings.proof || arrival.proof === 'good') return undefined
    const reasons = await risks(submission, context)
    if (reasons.length < RISKY) return undefined
    const why = reasons.join(', ')
    if (arrival.proof === 'unable') return { what: 'hold', why: `no work was done, though ${why}` }
    return { what: 'prove', why, points: reasons.length }
  },
}

async function risks(submission: Submission, { past, now }: Context): Promise<readonly string[]> {
  const { arrival, author, hosts } = submission
  const print = fingerprintOf(submission)
  const plain = {
    'it came from no form': arrival?.form !== 'good',
    'much comes from there': (arrival?.pressure ?? 0) >= PRESSED,
  }
  const sure = Object.values(plain).filter((is) => is).length
  // What needs a look at the past is asked only where it makes a difference.
  if (sure + Number(print !== null) + Number(hosts.length > 0) < RISKY) return []
  const looked = {
    'the same words stand already': print !== null && (await past.likeThis(print, now - DAY)) > 0,
    'somebody new sets links': hosts.length > 0 && !(author !== undefined && (await past.hasPublished(author.id))),
  }
  return Object.entries({ ...plain, ...looked }).flatMap(([reason, is]) => (is ? [reason] : []))
}
