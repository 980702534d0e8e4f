import { StorageError, cleanName, isStorageError } from '@afterword/storage'
import type { Queries } from '../../database/queries.ts'
import { findTakenNames } from '../../database/identities.ts'
import type { Site } from '../../database/sites.ts'
import { skeleton } from '../moderation/skeleton.ts'

/** So many people of one name are offered one that is free. */
const TRIES = 9

/** The name that somebody is to have, as it may be shown. @throws StorageError `name-taken`, `invalid`, `too-long` */
export async function requireFreeName(queries: Queries, site: Site, name: string): Promise<string> {
  const clean = cleanName(name)
  const folded = skeleton(clean)
  const taken = await findTakenNames(queries, site.id, [folded])
  if (!taken.has(folded)) return clean
  throw new StorageError(
    'name-taken',
    `The name ${JSON.stringify(clean)} belongs to somebody here already, or looks like theirs. Take another.`,
    { field: 'name' },
  )
}

/** A name like this one that nobody has; empty when there is none. */
export async function suggestName(queries: Queries, site: Site, name: string): Promise<string> {
  const clean = cleanOrNothing(name)
  if (clean === '') return ''
  const names = [clean, ...Array.from({ length: TRIES - 1 }, (_, index) => `${clean} ${index + 2}`)]
  const taken = await findTakenNames(queries, site.id, names.map(skeleton))
  return names.find((candidate) => !taken.has(skeleton(candidate))) ?? ''
}

function cleanOrNothing(name: string): string {
  try {
    return cleanName(name)
  } catch (error) {
    if (isStorageError(error)) return ''
    throw error
  }
}
