import type { ModeratingWords } from '../../i18n/moderating/messages.ts'
import type { ModeratingModel } from '../../store/models.ts'
import { useThread } from '../context.ts'

export interface Moderating {
  readonly store: ModeratingModel
  readonly words: ModeratingWords
}

/** For components that come with the code for moderating: it is there when they are. */
export function useModerating(): Moderating {
  const { moderating } = useThread()
  const code = moderating?.value.value
  if (code == null) throw new Error('A component of moderating was drawn before its part was there.')
  return { store: code.store, words: code.words.value }
}
