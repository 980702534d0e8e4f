/** Loads a part of the script, by its name, when its bytes are the ones that were built. */
export type Checked = (part: string) => Promise<unknown>

/**
 * A bundler has its own way to vouch for the files that it makes: nothing is checked. In the script, `checked.ts`
 * stands in the place of this.
 *
 * @param root where a check may stand for a moment, until the element is ended
 */
export function checkIn(_root: ShadowRoot, _ending: AbortSignal): Checked | undefined {
  return undefined
}

/** The script checks what the interface loads. In the interface, `checked-by.ts` stands in the place of this. */
export function checkBy(_script: Checked | undefined): void {}
