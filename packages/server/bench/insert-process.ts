/**
 * Comments that are inserted one after the other, each durable before the next: as fast as this database is for who waits
 * for the disk with each of them. `node bench/insert-process.ts seconds`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { newCommentId } from '@afterword/storage'
import { openDatabase } from '../src/database/database.ts'
import { migrate } from '../src/database/migrate.ts'
import { saveSite } from '../src/database/sites.ts'
import { pathOf } from '../src/services/path.ts'
import { writeThread } from './page/threads.ts'

const seconds = Number(process.argv[2] ?? 5)
const folder = mkdtempSync(join(tmpdir(), 'afterword-inserts-'))
const file = join(folder, 'inserts.sqlite')
const database = openDatabase(file)
await migrate(database)
await saveSite(database.queries, { key: 'bench', origins: [], reactions: [], createdAt: 0 })
await writeThread(database, 'bench', 1)
await database.close()

const direct = new DatabaseSync(file)
direct.exec('pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on')
const row = direct.prepare('select * from comments').get() ?? {}
const columns = Object.keys(row)
const insert = direct.prepare(
  `insert into comments (${columns.join(', ')}) values (${columns.map((column) => `$${column}`).join(', ')})`,
)
const until = performance.now() + seconds * 1_000
let seq = 1
while (performance.now() < until) {
  seq += 1
  const id = newCommentId()
  insert.run({ ...row, id, root_id: id, seq, path: pathOf([seq]) })
}
console.log((seq - 1) / seconds)
direct.close()
rmSync(folder, { recursive: true })
