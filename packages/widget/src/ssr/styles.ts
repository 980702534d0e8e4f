import { styleText } from '../styles/index.ts'

/** The sheet of a thread as text, for the file that a fragment links to. */
export function threadStyles(): string {
  return styleText()
}
