import type { Status, VerdictNote } from '@afterword/storage'
import type { ModeratingWords } from '../../i18n/moderating/messages.ts'

/** What each phase of moderation is about, as far as it is said here. */
const ABOUT: Readonly<Record<string, keyof ModeratingWords['phases']>> = {
  links: 'links',
  words: 'words',
  'first-comment': 'first',
  'likely-spam': 'likely',
  'near-duplicate': 'double',
  honeypot: 'robot',
  proof: 'robot',
  'hold-all': 'all',
  webhook: 'asked',
  akismet: 'asked',
  model: 'asked',
}

/** How a comment stands and why: the phase, or the moderator. */
export function standingIn(words: ModeratingWords, status: Status, verdict: VerdictNote | null): string {
  const standing = words.standings[status === 'published' ? 'pending' : status]
  if (verdict === null || verdict.status !== status) return standing
  if (verdict.by !== null) return words.by({ standing, name: verdict.by })
  const about = ABOUT[verdict.phase]
  return about === undefined ? standing : words.why({ standing, why: words.phases[about] })
}
