/** A change that is shown before the store has it. */
export interface Optimistic<T> {
  /** Shows the change. */
  apply(): void
  /** Asks the store for it. */
  send(): Promise<T>
  /** Shows what the store made of it. */
  confirm(result: T): void
  /** Shows what was before. */
  undo(): void
}

/** The one place where optimism lives: apply, then confirm or undo. The error goes on to whoever asked. */
export async function optimistically<T>({ apply, send, confirm, undo }: Optimistic<T>): Promise<T> {
  apply()
  try {
    const result = await send()
    confirm(result)
    return result
  } catch (error) {
    undo()
    throw error
  }
}
