import { isStorageError, type SignedIn } from '@afterword/storage'
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { AccountWords } from '../../i18n/messages.ts'
import type { IdentityModel } from '../../store/models.ts'
import { CommentMenu, type MenuAnswer, type MenuItem } from '../comment-menu.tsx'
import { useThread, useWriting } from '../context.ts'
import { Icon } from '../ui/icon.tsx'
import { saveFile } from './save-file.ts'

export interface AccountButtonProps {
  readonly identity: IdentityModel
  readonly who: SignedIn
  readonly words: AccountWords
}

/** Under which name one writes, and the menu of what can be done with the account. */
export function AccountButton({ identity, who, words }: AccountButtonProps): JSX.Element {
  const { store } = useThread()
  const { view, words: all } = useWriting()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { client } = identity
  const { name } = who.author

  async function signOut(everywhere: boolean): Promise<MenuAnswer> {
    try {
      await client.signOut({ everywhere })
    } catch (error) {
      // Nothing is left here. Elsewhere the session may go on until it is over.
      if (everywhere && isStorageError(error)) {
        store.tell({ type: 'refused', error })
        return { label: view.problemIn(all, error) }
      }
    }
    store.tell({ type: 'said', words: words.signedOut })
    return { label: words.signedOut }
  }

  async function download(): Promise<MenuAnswer> {
    try {
      saveFile(await client.download(), 'comments.json')
      store.tell({ type: 'said', words: words.downloaded })
      return { label: words.downloaded }
    } catch (error) {
      if (!isStorageError(error)) throw error
      store.tell({ type: 'refused', error })
      return { label: view.problemIn(all, error) }
    }
  }

  const items: readonly MenuItem[] = [
    ...(client.byPage
      ? []
      : [
          { key: 'out', label: words.signOut, onSelect: () => signOut(false) },
          { key: 'everywhere', label: words.signOutEverywhere, onSelect: () => signOut(true) },
        ]),
    { key: 'download', label: words.download, onSelect: download },
    {
      key: 'leave',
      label: words.leave,
      danger: true,
      onSelect: () => {
        identity.asked.value = 'leave'
      },
    },
  ]

  return (
    <span
      class="account"
      onKeyDown={(event) => {
        // It closes the menu, and nothing around it.
        if (open && event.key === 'Escape') event.stopPropagation()
      }}
    >
      <button
        ref={button}
        type="button"
        class="button quiet account-button"
        part="button account"
        aria-label={words.accountOf({ name })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <bdi class="account-name">{name}</bdi>
        <Icon shape="open" />
      </button>
      {open && button.current !== null && (
        <CommentMenu
          items={items}
          label={words.accountOf({ name })}
          opener={button.current}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  )
}
