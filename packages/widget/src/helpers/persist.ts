/** Milliseconds before it is asked for again. */
const PAUSES = [500, 1_500]
/** Milliseconds after which an answer is not waited for in silence any longer. It is welcome later all the same. */
const PATIENCE = 10_000

/** Asks again, after a pause, where it fails; three times in all. */
export async function persist<T>(once: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await once()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  return once()
}

/** The same work, given up when it takes longer than this, in milliseconds: whoever waits can be told. */
export function inTime<T>(work: Promise<T>, patience = PATIENCE): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It did not come in time.')), patience)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
