import { effect } from '@preact/signals'

/** @param isSo reads signals */
export function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    effect(() => {
      if (isSo()) resolve()
    })
  })
}
