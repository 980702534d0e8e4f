import { solveChallenge } from 'altcha-lib'
import type { Challenge } from 'altcha-lib/types'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { throwIfAborted } from '../errors.ts'

export interface Proving {
  /** Told now and then how much is done, 0 to 1. */
  readonly progress?: ((done: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Does the work that a server asks for, and returns what it is shown. It is many small steps, each of which the
 * browser takes beside the page, so nothing stands still and no worker is needed. `none` where a browser cannot do it.
 */
export async function prove(challenge: string, { progress, signal }: Proving = {}): Promise<string> {
  const asked = read(challenge)
  // Pages that are not served over https have no cryptography of the browser's own.
  if (asked === undefined || globalThis.crypto?.subtle === undefined) return 'none'
  const most = Number(asked.parameters.data?.['most'])
  const controller = new AbortController()
  signal?.addEventListener('abort', () => controller.abort(), { once: true })
  let done = 0
  const solution = await solveChallenge({
    challenge: asked,
    controller,
    deriveKey(...step) {
      done += 1
      progress?.(most > 0 ? Math.min(1, done / most) : 0)
      return deriveKey(...step)
    },
  })
  throwIfAborted(signal)
  if (solution === null) return 'none'
  const { counter, derivedKey } = solution
  return JSON.stringify({ challenge: asked, solution: { counter, derivedKey } })
}

function read(challenge: string): Challenge | undefined {
  try {
    return JSON.parse(challenge) as Challenge
  } catch {
    return undefined
  }
}
