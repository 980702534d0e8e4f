import { StorageError } from '../errors.ts'

/** The pieces that every parser here is made of: each takes `unknown` and the name of the field it came from. */

export type Read<T> = (value: unknown, field: string) => T

export function fail(field: string, expected: string): never {
  throw new StorageError('invalid', `${field || 'The value'} is not valid: expected ${expected}.`, { field })
}

/** An object's own entries, and none that came by its prototype. */
export function object(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(field, 'an object')
  return Object.assign(Object.create(null), value) as Record<string, unknown>
}

export const below = (field: string, key: string | number): string => (field ? `${field}.${key}` : String(key))

export function text(value: unknown, field: string): string {
  if (typeof value !== 'string') fail(field, 'a string')
  return value
}

export function bounded(most: number): Read<string> {
  return (value, field) => {
    const string = text(value, field)
    if (string.length > most) fail(field, `a string of at most ${most} characters`)
    return string
  }
}

export function flag(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') fail(field, 'true or false')
  return value
}

/** A whole number from 0 to 2^53 − 1. */
export function count(value: unknown, field: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) fail(field, 'a whole number of at least 0')
  return value as number
}

export function oneOf<const T extends string>(...words: readonly T[]): Read<T> {
  return (value, field) => words.find((word) => word === value) ?? fail(field, words.join(' or '))
}

export function list<T>(item: Read<T>, most: number): Read<readonly T[]> {
  return (value, field) => {
    if (!Array.isArray(value)) fail(field, 'a list')
    if (value.length > most) fail(field, `a list of at most ${most}`)
    return value.map((entry: unknown, index) => item(entry, below(field, index)))
  }
}

export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value, field) => (value === null ? null : read(value, field))
}

export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value, field) => (value === undefined ? undefined : read(value, field))
}

/** A dictionary without a prototype, so that no key of it can reach one. */
export function dictionary<T>(item: Read<T>, most: number): Read<Readonly<Record<string, T>>> {
  return (value, field) => {
    const entries = Object.entries(object(value, field))
    if (entries.length > most) fail(field, `at most ${most} entries`)
    const result = Object.create(null) as Record<string, T>
    for (const [key, entry] of entries) result[key] = item(entry, below(field, key))
    return result
  }
}

/** Refuses what a caller did not mean to send, or sends to a store that is older than itself. */
export function onlyKeys(value: Readonly<Record<string, unknown>>, keys: readonly string[], field: string): void {
  const unknown = Object.keys(value).find((key) => !keys.includes(key))
  if (unknown !== undefined) {
    throw new StorageError('invalid', `${below(field, unknown)} is not known here. Known are: ${keys.join(', ')}.`, {
      field: below(field, unknown),
    })
  }
}
