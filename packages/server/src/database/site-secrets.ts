import type { Queries } from './queries.ts'
import type { SiteSecretsTable } from './tables.ts'

export type SecretName = SiteSecretsTable['name']

export async function readSecrets(queries: Queries, siteId: number): Promise<ReadonlyMap<SecretName, string>> {
  const rows = await queries.selectFrom('site_secrets').selectAll().where('site_id', '=', siteId).execute()
  return new Map(rows.map(({ name, value }) => [name, value]))
}

export async function saveSecret(queries: Queries, siteId: number, name: SecretName, value: string): Promise<void> {
  await queries
    .insertInto('site_secrets')
    .values({ site_id: siteId, name, value })
    .onConflict((conflict) => conflict.columns(['site_id', 'name']).doUpdateSet({ value }))
    .execute()
}

export async function removeSecret(queries: Queries, siteId: number, name: SecretName): Promise<void> {
  await queries.deleteFrom('site_secrets').where('site_id', '=', siteId).where('name', '=', name).execute()
}
