import type { JSX } from 'preact'
import { useStore } from './context.ts'

/** What is said, and the way to take it back. The one live region. */
export function NoticeBar(): JSX.Element {
  const { notices } = useStore()
  const notice = notices.current.value
  return (
    <div class="notice-place" role="status">
      {notice !== null && (
        <div key={notice.id} class={notice.wrong ? 'notice wrong' : 'notice'}>
          <p>{notice.words}</p>
          {notice.undo !== undefined && (
            <button type="button" class="button" onClick={() => notices.undo()}>
              Undo
            </button>
          )}
          <button type="button" class="button quiet" onClick={() => notices.dismiss()}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  )
}
