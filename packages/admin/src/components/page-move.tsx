import type { MovePreview, PageNote } from '@afterword/storage/admin'
import type { JSX, RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { useStore } from './context.ts'
import { countOf } from './count-of.ts'
import { TextField, valuesOf } from './field.tsx'

export interface PageMoveDialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly site: string
  readonly note: PageNote
  readonly again: () => void
}

/** Moving a page: where to, then what that will do, then how far it is. */
export function PageMoveDialog({ dialog, site, note, again }: PageMoveDialogProps): JSX.Element {
  const { api, attempt, notices } = useStore()
  const [preview, setPreview] = useState<MovePreview | null>(null)
  const [redirect, setRedirect] = useState(true)
  const [progress, setProgress] = useState<{ readonly done: number; readonly all: number } | null>(null)
  const { page } = note

  function close(): void {
    setPreview(null)
    setRedirect(true)
    dialog.current?.close()
  }

  async function move({ to, count, there }: MovePreview): Promise<void> {
    const merge = there !== null
    setProgress({ done: 0, all: Math.max(1, count) })
    const how = { page, to, merge, redirect: merge || redirect }
    await attempt(async () => {
      await api.move(site, how, (done, all) => setProgress({ done, all }))
      notices.say(merge ? `Merged into ${there.page}.` : `Moved to ${to}.`, { undo: () => void undo(to, merge) })
      close()
      again()
    })
    setProgress(null)
  }

  async function undo(to: string, merged: boolean): Promise<void> {
    await attempt(async () => {
      if (merged) await api.split(site, page)
      else await api.move(site, { page: to, to: page, merge: false, redirect: false }, () => undefined)
      notices.say('Undone.')
      again()
    })
  }

  return (
    <dialog
      ref={dialog}
      aria-label={`Move ${page}`}
      onCancel={(event) => {
        if (progress !== null) event.preventDefault()
      }}
      onClose={() => setPreview(null)}
    >
      <h2>Move {page}</h2>
      {preview === null ? (
        <form
          class="steps"
          onSubmit={(event) => {
            event.preventDefault()
            const to = valuesOf(event)['to'] ?? ''
            void attempt(async () => setPreview(await api.lookAtMove(site, page, to)))
          }}
        >
          <TextField
            label="Its new address"
            name="to"
            hint="As your page names itself: an address, or what its attribute page says. If there are comments already, the two can be merged."
          />
          <div class="row">
            <button type="submit" class="button primary">
              Look first
            </button>
            <button type="button" class="button" onClick={close}>
              Cancel
            </button>
          </div>
        </form>
      ) : (
        <div class="steps">
          <p>{whatWillHappen(preview)}</p>
          {preview.there === null && (
            <label class="check">
              <input
                type="checkbox"
                checked={redirect}
                disabled={progress !== null}
                onChange={(event) => setRedirect(event.currentTarget.checked)}
              />
              {page} goes on leading to them
            </label>
          )}
          {progress !== null && (
            <label class="progress">
              {progress.done} of {progress.all}
              <progress value={progress.done} max={progress.all} />
            </label>
          )}
          <div class="row">
            <button
              type="button"
              class="button primary"
              disabled={progress !== null}
              onClick={() => void move(preview)}
            >
              {preview.there === null ? 'Move' : 'Merge'} {countOf(preview.count)}
            </button>
            <button type="button" class="button" disabled={progress !== null} onClick={() => setPreview(null)}>
              Back
            </button>
            <button type="button" class="button" disabled={progress !== null} onClick={close}>
              Cancel
            </button>
          </div>
        </div>
      )}
    </dialog>
  )
}

function whatWillHappen({ page, to, count, there }: MovePreview): string {
  if (there === null) return `${countOf(count)} of ${page} will stand on ${to}. Links to single comments go on working.`
  const both = countOf(count + there.count)
  const leading = there.page === to ? '' : ` ${to} leads there.`
  return (
    `${there.page} has ${countOf(there.count)} already.${leading} The ${countOf(count)} of ${page} will be merged into it, ` +
    `in the order in which they were written: ${both} together. ${page} will lead there. You can split them again.`
  )
}
