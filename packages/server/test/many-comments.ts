import { CompiledQuery } from 'kysely'
import type { Database } from '../src/database/database.ts'

/** Writes down so many copies of a comment, each a second older than the one before. To post them would take its time. */
export async function copyComment({ queries }: Database, id: string, many: number): Promise<void> {
  const row = await queries.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const newId = `substr(id, 1, 24) || cast(100000000000 + n as text)`
  const own: Readonly<Record<string, string>> = {
    id: newId,
    root_id: newId,
    seq: 'seq + n',
    created_at: 'created_at - 1000 * n',
  }
  const columns = Object.keys(row)
  const insert = `
    with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${many})
    insert into comments (${columns.join(', ')})
    select ${columns.map((column) => own[column] ?? column).join(', ')} from comments cross join counted where id = '${id}'`
  await queries.executeQuery(CompiledQuery.raw(insert))
}
