import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CommentModel } from '../store/models.ts'
import { createPart } from '../store/part.ts'
import { useThread, writingIn } from './context.ts'
import { PartFailed } from './part-failed.tsx'
import { Icon } from './ui/icon.tsx'

/** The menu and what stands in it, together in a chunk that is loaded when the first one is opened. */
const menu = /* @__PURE__ */ createPart(
  () => Promise.all([import('./comment-menu.tsx'), import('./menu-items.ts')]),
  ([{ CommentMenu }, { menuItems }]) => ({ CommentMenu, menuItems }),
)

export interface MenuButtonProps {
  readonly model: CommentModel
  readonly name: string
  /** The reader wants the moderators to see it. */
  readonly onReport: () => void
}

/** Opens the one menu of a comment. */
export function MenuButton({ model, name, onReport }: MenuButtonProps): JSX.Element {
  const thread = useThread()
  const { words } = thread
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const loaded = open ? menu.value.value : null
  const writing = open ? writingIn(thread) : null

  const own = model.own.value
  // What is one's own can be changed without a network, too.
  useEffect(() => {
    if (own) menu.load().catch(() => undefined)
  }, [own])

  function toggle(): void {
    setOpen(!open)
    for (const part of [menu, thread.writing]) part.load().catch(() => undefined)
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class="action"
        part="action menu-button"
        aria-label={words.menuOf({ name })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={toggle}
      >
        <Icon shape="more" />
      </button>
      {loaded !== null && writing !== null && button.current !== null && (
        <loaded.CommentMenu
          items={loaded.menuItems({ model, thread, words: writing.words, onReport })}
          label={words.menuOf({ name })}
          opener={button.current}
          onClose={() => setOpen(false)}
        />
      )}
      {open && <PartFailed part={menu.failed.value ? menu : thread.writing} />}
    </>
  )
}
