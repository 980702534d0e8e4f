import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { CommentMenu, MenuItem } from './comment-menu.tsx'
import { useThread } from './context.ts'
import { Icon } from './ui/icon.tsx'

interface Loaded {
  readonly Menu: typeof CommentMenu
  readonly items: readonly MenuItem[]
}

/** Opens what one can do with the words of the article. Its room is kept until there is an article. */
export function PassagesButton(): JSX.Element {
  const thread = useThread()
  const { store, words } = thread
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<Loaded | null>(null)

  async function open(): Promise<void> {
    const [{ CommentMenu: Menu }, { passageItems }] = await Promise.all([
      import('./comment-menu.tsx'),
      import('./passages/passage-items.ts'),
    ])
    setOpened({ Menu, items: passageItems(thread) })
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
        aria-expanded={opened !== null}
        onClick={() => (opened === null ? void open() : setOpened(null))}
      >
        <Icon shape="quote" />
      </button>
      {opened !== null && button.current !== null && (
        <opened.Menu
          items={opened.items}
          label={words.articleMenu}
          opener={button.current}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}
