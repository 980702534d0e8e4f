import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits. The database keeps the hash only, which needs no salt and no slow function. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
