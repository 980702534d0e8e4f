import { signal, type ReadonlySignal } from '@preact/signals'

/** One thing that is said to whoever sits before the dashboard. */
export interface Notice {
  readonly id: number
  readonly words: string
  readonly wrong: boolean
  readonly undo: (() => void) | undefined
}

export interface Notices {
  readonly current: ReadonlySignal<Notice | null>
  say(words: string, options?: { readonly wrong?: boolean; readonly undo?: () => void }): void
  /** Takes back what was said last, if that can be. */
  undo(): void
  dismiss(): void
}

export function createNotices(): Notices {
  const current = signal<Notice | null>(null)
  let count = 0
  return {
    current,
    say(words, { wrong = false, undo } = {}) {
      current.value = { id: ++count, words, wrong, undo }
    },
    undo() {
      const undo = current.value?.undo
      if (undo === undefined) return
      current.value = null
      undo()
    },
    dismiss() {
      current.value = null
    },
  }
}
