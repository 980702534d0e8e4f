import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { killRounds } from './kill-rounds.ts'
import { startServer } from './server.ts'

it('loses no acknowledged comment and makes none twice when it is killed under load', { timeout: 60_000 }, async () => {
  const tally = await killRounds(5)
  expect(tally).toMatchObject({ rounds: 5, lost: 0, twice: 0, torn: 0 })
  expect(tally.acknowledged).toBeGreaterThanOrEqual(5)
})

it('waits for the disk before it acknowledges', async () => {
  const server = await startServer(':memory:')
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(server.database.queries)
  expect(rows).toEqual([{ synchronous: 2 }])
  await server.close()
})
