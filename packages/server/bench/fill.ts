/**
 * Fills a SQLite file with threads of a hundred comments, quickly: one thread is written the way that readers would, and
 * copied within the database, whatever columns its tables have by then. `node bench/fill.ts file.sqlite 10000000`
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../src/database/database.ts'
import { migrate } from '../src/database/migrate.ts'
import { saveSite } from '../src/database/sites.ts'
import { writeThread } from './page/threads.ts'

const EACH = 100

/** Leaves a file that is there as it is. One that was not finished is none. */
export async function fill(file: string, comments: number): Promise<void> {
  if (existsSync(file)) return
  const unfinished = `${file}.unfinished`
  for (const each of [unfinished, `${unfinished}-journal`]) rmSync(each, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  const database = openDatabase(unfinished)
  await migrate(database)
  await saveSite(database.queries, { key: 'bench', origins: [], reactions: [], createdAt: 0 })
  await writeThread(database, 'bench', EACH)
  await database.close()

  const direct = new DatabaseSync(unfinished)
  direct.exec(
    'pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000; pragma threads = 2',
  )
  const indexes = dropIndexes(direct)
  direct.exec('begin')
  copy(direct, comments / EACH - 1)
  direct.exec('commit')
  for (const index of indexes) direct.exec(index)
  direct.exec('pragma journal_mode = wal')
  direct.close()
  renameSync(unfinished, file)
}

/** They are made quicker once everything is there. What holds a key unique stays. */
function dropIndexes(direct: DatabaseSync): readonly string[] {
  const found = direct
    .prepare(`select name, sql from sqlite_master where type = 'index' and tbl_name = 'comments' and sql is not null`)
    .all()
  for (const { name } of found) direct.exec(`drop index "${String(name)}"`)
  return found.map(({ sql }) => String(sql))
}

/** The thread with the id 1 becomes so many more. Comments of a thread lie apart, as they do when all threads grow. */
function copy(direct: DatabaseSync, copies: number): void {
  direct.exec(`
    create temp table copies as
    with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${copies}) select n from counted`)
  const own = (column: string): string => `substr(template.${column}, 1, 24) || printf('%012x', copies.n) as ${column}`
  const fingerprint = `substr(template.fingerprint, 1, 10) || printf('%012x', copies.n)`
  const thread = 'copies.n + 1'
  into('threads', { id: thread, page: `'/filled-' || copies.n` }, 'copies.n')
  into(
    'comments',
    { id: own('id'), parent_id: own('parent_id'), root_id: own('root_id'), thread_id: thread, fingerprint },
    'template.id, copies.n',
  )
  into('events', { thread_id: thread, comment_id: own('comment_id') }, 'copies.n, template.seq')

  function into(table: string, values: Readonly<Record<string, string>>, order: string): void {
    const columns = direct
      .prepare('select name from pragma_table_info(?)')
      .all(table)
      .map(({ name }) => String(name))
    const selected = columns.map((column) => values[column] ?? `template.${column}`)
    direct.exec(`
      insert into ${table} (${columns.join(', ')})
      select ${selected.join(', ')} from (select * from ${table}) as template cross join copies order by ${order}`)
  }
}

if (import.meta.main) {
  const [file = '', comments = '1000000'] = process.argv.slice(2)
  const began = performance.now()
  await fill(file, Number(comments))
  const seconds = (performance.now() - began) / 1_000
  console.log(`${comments} comments, ${(statSync(file).size / 1e9).toFixed(1)} GB, in ${seconds.toFixed(0)} s`)
}
