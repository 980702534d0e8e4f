import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { createPart } from '../store/part.ts'
import { useThread, writingIn } from './context.ts'
import { PartFailed } from './part-failed.tsx'
import { Icon } from './ui/icon.tsx'

const menu = /* @__PURE__ */ createPart(
  () => Promise.all([import('./comment-menu.tsx'), import('./passages/passage-items.ts')]),
  ([{ CommentMenu }, { passageItems }]) => ({ CommentMenu, passageItems }),
)

/** Opens what one can do with the words of the article. Its room is kept until there is an article. */
export function PassagesButton(): JSX.Element {
  const thread = useThread()
  const { store, words } = thread
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const loaded = open ? menu.value.value : null
  const writing = open ? writingIn(thread) : null

  function toggle(): void {
    setOpen(!open)
    for (const part of [menu, thread.writing]) part.load().catch(() => undefined)
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={store.passages.available.value ? 'action passages' : 'action passages absent'}
        part="action"
        aria-label={words.articleMenu}
        title={words.articleMenu}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={toggle}
      >
        <Icon shape="quote" />
      </button>
      {loaded !== null && writing !== null && button.current !== null && (
        <loaded.CommentMenu
          items={loaded.passageItems(store, writing.words)}
          label={words.articleMenu}
          opener={button.current}
          onClose={() => setOpen(false)}
        />
      )}
      {open && <PartFailed part={menu.failed.value ? menu : thread.writing} />}
    </>
  )
}
