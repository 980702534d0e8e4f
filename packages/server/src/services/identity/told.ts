import { isStorageError } from '@afterword/storage'
import { readMailAddress } from '../mail/mail-address.ts'
import { ProviderError } from './provider-error.ts'

/** What a provider says of somebody. Nothing of it is taken as it is. */
export type Told = Readonly<Record<string, unknown>>

const MOST_SUBJECT = 255
const MOST_NAME = 200

/** What the provider calls them for ever. @throws ProviderError */
export function subjectOf(value: unknown): string {
  const subject = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  if (typeof subject === 'string' && subject !== '' && subject.length <= MOST_SUBJECT) return subject
  throw new ProviderError('did not say who you are')
}

/** What might be their name: the first of these fields that says something. */
export function nameIn(told: Told, fields: readonly string[]): string {
  const names = fields.map((field) => told[field])
  const name = names.find((value): value is string => typeof value === 'string' && value.trim() !== '')
  return (name ?? '').slice(0, MOST_NAME)
}

/** @throws ProviderError */
export async function objectIn(answer: Response): Promise<Told> {
  const value: unknown = await answer.json().catch(() => undefined)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Told
  throw new ProviderError('gave an answer that cannot be read')
}

/** An address that mail could be sent to; `undefined` for what is none. */
export function addressIn(value: unknown): string | undefined {
  try {
    return typeof value === 'string' ? readMailAddress(value).address : undefined
  } catch (error) {
    if (isStorageError(error)) return undefined
    throw error
  }
}
