import { hash } from 'node:crypto'
import type { Phase, Submission } from './phase.ts'
import { skeletonWords } from './skeleton.ts'

const DAY = 86_400_000
/** Shorter texts are often the same by chance: “I agree.” */
const FEWEST_WORDS = 6
/** How often the same may stand before the next is held. */
const MOST = 1

/** The same words again and again, on any of the site's pages, in letters that look the same. */
export const nearDuplicate: Phase = {
  name: 'near-duplicate',
  async judge(submission, { past, now }) {
    const print = submission.edit ? null : fingerprintOf(submission)
    if (print === null) return undefined
    const times = await past.likeThis(print, now - DAY)
    return times > MOST ? { what: 'hold', why: `posted ${times} times within a day` } : undefined
  },
}

/** Of what is judged. More than one phase asks. */
export function fingerprintOf(submission: Submission): string | null {
  const known = prints.get(submission)
  if (known !== undefined) return known
  const print = fingerprint(submission.text)
  prints.set(submission, print)
  return print
}

const prints = new WeakMap<Submission, string | null>()

/** The same for texts that differ only in looks, digits, signs and spaces; `null` for one that is too short to compare. */
export function fingerprint(text: string): string | null {
  const words = skeletonWords(text)
  if (words.length < FEWEST_WORDS) return null
  return hash('sha256', words.join(' '), 'base64url').slice(0, 22)
}
