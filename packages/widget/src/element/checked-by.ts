import type { Checked } from './unchecked.ts'

let script: Checked | undefined

/** The script knows the hashes of all parts, also for the interface that it loads. */
export function checkBy(checkedByIt: Checked | undefined): void {
  script = checkedByIt
}

/** Loads a part. The build puts this in the place of each `import()` of the interface and its parts (decision 0265). */
export async function checked(part: string): Promise<unknown> {
  return script?.(part)
}
