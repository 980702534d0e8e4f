import { banned } from './banned.ts'
import { firstComment } from './first-comment.ts'
import { holdAll } from './hold-all.ts'
import { honeypot } from './honeypot.ts'
import { likelySpam } from './likely-spam.ts'
import { links } from './links.ts'
import { nearDuplicate } from './near-duplicate.ts'
import type { Phase } from './phase.ts'
import { proof } from './proof.ts'
import { trusted } from './trusted.ts'
import { words } from './words.ts'

/** In this order: what decides for certain, then what is cheap, then what is only likely, then what the site wants of all. */
export const PHASES: readonly Phase[] = [
  banned,
  trusted,
  honeypot,
  words,
  proof,
  likelySpam,
  links,
  nearDuplicate,
  firstComment,
  holdAll,
]
