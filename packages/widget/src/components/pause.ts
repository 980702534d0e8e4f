/** Lets others have their turn, what the reader does above all, between two things that take long. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
