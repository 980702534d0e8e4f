import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Comment } from '@afterword/storage'
import { useStore } from './context.ts'

const KEPT = 'afterword-admin:shortcuts'

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['j, k', 'the next, the previous comment'],
  ['a', 'approve (keep, when it was reported)'],
  ['s', 'spam'],
  ['d', 'remove'],
  ['x', 'choose it, or let it go'],
  ['z', 'undo'],
  ['/', 'search'],
  ['?', 'this list'],
]

const VERDICTS: Readonly<Record<string, Comment['status']>> = { a: 'published', s: 'spam', d: 'removed' }

/** The queue by keyboard. Single keys get in the way of some who speak to their computer, so they can be turned off. */
export function Shortcuts(): JSX.Element {
  const store = useStore()
  const dialog = useRef<HTMLDialogElement>(null)
  const [on, setOn] = useState(() => localStorage.getItem(KEPT) !== 'off')

  useEffect(() => {
    if (!on) return undefined
    const { queue, notices } = store
    function press(event: KeyboardEvent): void {
      const { key, target, altKey, ctrlKey, metaKey } = event
      if (altKey || ctrlKey || metaKey || event.defaultPrevented || dialog.current?.open === true) return
      if (target instanceof Element && target.matches('input:not([type=checkbox]), select, textarea')) return
      const verdict = VERDICTS[key]
      const id = queue.current.peek()?.comment.id
      if (key === 'j' || key === 'k') queue.step(key === 'j' ? 1 : -1)
      else if (verdict !== undefined) void queue.decide(verdict)
      else if (key === 'x' && id !== undefined) queue.choose(id, !queue.chosen.peek().has(id))
      else if (key === 'z') notices.undo()
      else if (key === '/') document.getElementById('search')?.focus()
      else if (key === '?') dialog.current?.showModal()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [store, on])

  return (
    <>
      <button type="button" class="button quiet" onClick={() => dialog.current?.showModal()}>
        Keyboard
      </button>
      <dialog ref={dialog} aria-label="Keyboard">
        <h2>Keyboard</h2>
        <dl class="keys">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label class="check">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              localStorage.setItem(KEPT, event.currentTarget.checked ? 'on' : 'off')
              setOn(event.currentTarget.checked)
            }}
          />
          Use these keys
        </label>
        <form method="dialog">
          <button class="button primary">Close</button>
        </form>
      </dialog>
    </>
  )
}
