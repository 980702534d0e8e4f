import type { FunctionComponent } from 'preact'
import type { CommentModel } from '../../store/models.ts'
import type { MenuItem } from '../comment-menu.tsx'
import type { ModeratingCode, Thread } from '../context.ts'
import type { Words } from '../../i18n/messages.ts'

export interface ModeratedProps {
  readonly model: CommentModel
}

/** What the items of a moderator act on. */
export interface ModeratedSubject extends ModeratedProps {
  readonly thread: Thread
  readonly code: ModeratingCode
  readonly words: Words
}

/** What is drawn for moderators only. All of it comes in one chunk, for them alone. */
export interface ModeratingView {
  /** Below the words of a comment: how it stands, what was done, and what is asked. */
  readonly Moderated: FunctionComponent<ModeratedProps>
  /** Above the thread: that there is more than is shown. */
  readonly Rest: FunctionComponent
  readonly items: (subject: ModeratedSubject) => readonly MenuItem[]
}
