import type { Database } from '../../database/database.ts'
import { dropSetupLinks, hasStaff } from '../../database/staff.ts'
import { createAccounts } from './accounts.ts'

/** The secret of a link that makes the first owner, as long as there is nobody; the ones before it are void. */
export async function setupLink(database: Database): Promise<string | undefined> {
  if (await hasStaff(database.queries)) return undefined
  await dropSetupLinks(database.queries)
  return createAccounts({ database, clock: Date.now }).invite(null, 'owner')
}
