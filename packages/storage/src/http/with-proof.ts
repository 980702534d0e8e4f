import { isStorageError } from '../errors.ts'

/** A challenge may be over before it is solved, and the risk may rise meanwhile. */
const ATTEMPTS = 3

/** Sends something; where the server wants work to be done first, does that and sends it again. */
export async function withProof<T>(
  send: (proof?: string) => Promise<T>,
  prove: (challenge: string) => Promise<string>,
): Promise<T> {
  let proof: string | undefined
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(proof)
    } catch (error) {
      const challenge = isStorageError(error) ? error.challenge : undefined
      if (challenge === undefined || attempt > ATTEMPTS) throw error
      proof = await prove(challenge)
    }
  }
}
