import type { Context, Opinion, Phase, Submission } from './phase.ts'
import { PHASES } from './phases.ts'

/** What became of a submission, by which phase, and why. */
export interface Verdict extends Opinion {
  readonly phase: string
}

const NOTHING_AGAINST_IT: Verdict = { what: 'publish', phase: 'none', why: 'nothing speaks against it' }

/** Asks the phases in their order; the first that says something decides. */
export async function judge(
  submission: Submission,
  context: Context,
  phases: readonly Phase[] = PHASES,
): Promise<Verdict> {
  for (const phase of phases) {
    const opinion = await phase.judge(submission, context)
    if (opinion !== undefined) return { ...opinion, phase: phase.name }
  }
  return NOTHING_AGAINST_IT
}
