import { randomBytes } from 'node:crypto'
import { StorageError } from '@afterword/storage'

/** It is loaded for who signs in. */
const argon2 = () => import('hash-wasm')

const SHORTEST = 12
const LONGEST = 200

/** OWASP's recommendation for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const

/** @throws StorageError `invalid` for one that is too short to be safe, or absurdly long */
export async function hashPassword(password: string): Promise<string> {
  const { length } = [...password]
  if (length < SHORTEST || length > LONGEST) {
    throw new StorageError(
      'invalid',
      `A password has ${SHORTEST} to ${LONGEST} characters. A few words are a good one.`,
      {
        field: 'password',
      },
    )
  }
  const { argon2id } = await argon2()
  return argon2id({ password: password.normalize('NFKC'), salt: randomBytes(16), ...COST, outputType: 'encoded' })
}

/** A hash to compare with where there is no such name, so that the answer takes as long. */
let nobody: Promise<string> | undefined

export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  if (password.length === 0 || password.length > LONGEST * 4) return false
  nobody ??= hashPassword(randomBytes(16).toString('base64url'))
  const { argon2Verify } = await argon2()
  const right = await argon2Verify({ password: password.normalize('NFKC'), hash: hash ?? (await nobody) })
  return right && hash !== null
}
