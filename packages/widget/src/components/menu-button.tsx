import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { CommentModel } from '../store/models.ts'
import type { CommentMenu } from './comment-menu.tsx'
import type { MenuItem } from './comment-menu.tsx'
import { useThread } from './context.ts'
import { Icon } from './ui/icon.tsx'

/** The menu and what stands in it, together in a chunk that is loaded when the first one is opened. */
interface Loaded {
  readonly Menu: typeof CommentMenu
  readonly items: readonly MenuItem[]
}

export interface MenuButtonProps {
  readonly model: CommentModel
  readonly name: string
  /** The reader wants it gone, and is to be asked. */
  readonly onRemove: () => void
}

/** Opens the one menu of a comment. */
export function MenuButton({ model, name, onRemove }: MenuButtonProps): JSX.Element {
  const thread = useThread()
  const { words } = thread
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<Loaded | null>(null)

  async function open(): Promise<void> {
    const [{ CommentMenu: Menu }, { menuItems }] = await Promise.all([
      import('./comment-menu.tsx'),
      import('./menu-items.ts'),
    ])
    setOpened({ Menu, items: menuItems({ model, thread, onRemove }) })
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
        aria-expanded={opened !== null}
        onClick={() => (opened === null ? void open() : setOpened(null))}
      >
        <Icon shape="more" />
      </button>
      {opened !== null && button.current !== null && (
        <opened.Menu
          items={opened.items}
          label={words.menuOf({ name })}
          opener={button.current}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}
