import type { JSX } from 'preact'
import { useStore } from './context.ts'

export interface CopyButtonProps {
  readonly text: string
  /** What it is, where “Copy” alone says too little. */
  readonly label?: string
}

/** Copies a text, and says so. */
export function CopyButton({ text, label }: CopyButtonProps): JSX.Element {
  const { notices } = useStore()

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      notices.say('Copied.')
    } catch {
      notices.say('This browser did not let us copy. Select the lines and copy them by hand.', { wrong: true })
    }
  }

  return (
    <button
      type="button"
      class="button"
      {...(label === undefined ? {} : { 'aria-label': label })}
      onClick={() => void copy()}
    >
      Copy
    </button>
  )
}
