import { isStorageError, type StorageError, type StorageErrorCode } from '../errors.ts'

/** The kit's own assertions: it runs in browsers and under any runner. */

export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence)
}

export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  assert(is === wanted, `${what}: expected ${wanted}, got ${is}`)
}

/** The error that the call was refused with. */
export async function assertRefused(
  call: () => Promise<unknown>,
  codes: StorageErrorCode | readonly StorageErrorCode[],
  what: string,
): Promise<StorageError> {
  const wanted = typeof codes === 'string' ? [codes] : codes
  let result: unknown
  try {
    result = await call()
  } catch (error) {
    assert(isStorageError(error), `${what}: expected a StorageError, got ${String(error)}`)
    assert(wanted.includes(error.code), `${what}: expected ${wanted.join(' or ')}, got ${error.code}: ${error.message}`)
    assert(error.message.length > 10, `${what}: the error does not say what could not be done, and the remedy`)
    return error
  }
  throw new Error(`${what}: expected ${wanted.join(' or ')}, but it was done: ${JSON.stringify(result)}`)
}

/** Milliseconds after which something that was promised has not come. */
const PATIENCE = 10_000

/** Waits until the condition holds, looking again whenever there is a turn to. */
export async function until(condition: () => boolean, sentence: string): Promise<void> {
  const end = Date.now() + PATIENCE
  while (!condition()) {
    assert(Date.now() < end, `waited in vain until ${sentence}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A promise that is settled within the kit's patience. */
export async function settled<T>(promise: Promise<T>, sentence: string): Promise<PromiseSettledResult<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain until ${sentence}`)), PATIENCE)
  })
  try {
    const [result] = await Promise.race([Promise.allSettled([promise]), late])
    return result
  } finally {
    clearTimeout(timer)
  }
}
