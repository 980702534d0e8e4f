/** What a command works with: everything of the process that it may touch. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  out(line: string): void
  error(line: string): void
  /** Resolves with the first signal to stop. */
  stopped(): Promise<void>
}

/** Returns the exit code. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>

/** The call's words are off: the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
