import { sql } from 'kysely'
import type { CompiledQuery } from 'kysely'
import { expect } from 'vitest'
import type { TestServer } from './server.ts'

/** Ways to a row that do not get longer with the table, and what the query brings itself; the rest works on what those found. */
const BY_INDEX = /^(SEARCH|SCAN (branch|some|CONSTANT ROW)|Index|Bitmap|Function)/
/** All comments of a site: only for what is asked of the site, and takes the newest. */
const OF_THE_SITE = /^SEARCH comments USING (COVERING )?INDEX \w+ \(site_id=\?( AND status=\?)?\)/
/** They are counted up to a limit. */
const COUNTED = /^select count\(\*\) as "count" from \(select .* limit \S+\) as "some"$/
/** Those who look after sites are few, and read as a whole. */
const OF_FEW = /^(SCAN|Whole index of) staff\b/

/** What one request asks of the database, without the statements that begin and end a transaction. */
export async function queriesOf(server: TestServer, asked: Request): Promise<readonly CompiledQuery[]> {
  server.compiled.length = 0
  const answer = await server.fetch(asked)
  const said = await answer.text()
  expect(answer.status, said).toBeLessThan(400)
  return server.compiled.filter(({ sql: text }) => /^\s*(select|insert|update|delete)/i.test(text))
}

/**
 * The steps of these queries that take longer the larger a table is.
 *
 * @param ofPage whether the comments of the site are too many, too
 */
export async function longSteps(
  server: TestServer,
  queries: readonly CompiledQuery[],
  ofPage = false,
): Promise<readonly string[]> {
  const planOf = server.database.kind === 'sqlite' ? sqlitePlan : postgresPlan
  const found: string[] = []
  for (const query of queries.filter(({ sql: text }) => /^(select|update|delete)/i.test(text))) {
    const steps = await planOf(server, query)
    expect(steps.length, query.sql).toBeGreaterThan(0)
    const long = steps.filter(
      (step) =>
        (!BY_INDEX.test(step) && !OF_FEW.test(step)) || (ofPage && OF_THE_SITE.test(step) && !COUNTED.test(query.sql)),
    )
    found.push(...long.map((step) => `${step}: ${query.sql}`))
  }
  return found
}

async function explained(server: TestServer, query: CompiledQuery, how: string): Promise<readonly unknown[]> {
  return server.database.queries.connection().execute(async (connection) => {
    // A planner reads a small table as a whole, and is right: what counts is that an index fits.
    if (server.database.kind === 'postgres') await sql`set enable_seqscan = off`.execute(connection)
    const answer = await connection.executeQuery<unknown>({ ...query, sql: `${how} ${query.sql}` })
    return answer.rows
  })
}

async function sqlitePlan(server: TestServer, query: CompiledQuery): Promise<readonly string[]> {
  const rows = await explained(server, query, 'explain query plan')
  const steps = rows.map((row) => (row as { readonly detail: string }).detail)
  return steps.filter((step) => /^(SCAN|SEARCH)/.test(step))
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Index Cond'?: string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly PlanNode[]
}

async function postgresPlan(server: TestServer, query: CompiledQuery): Promise<readonly string[]> {
  const [row] = await explained(server, query, 'explain (format json)')
  const plans = (row as { readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] })['QUERY PLAN']
  const flat = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  return plans
    .flatMap(({ Plan }) => flat(Plan))
    .filter((node) => node['Node Type'].includes('Scan') && node['Node Type'] !== 'Subquery Scan')
    .map((node) => {
      const unlimited = node['Node Type'].startsWith('Index') && node['Index Cond'] === undefined
      return unlimited ? `Whole index of ${node['Relation Name']}` : node['Node Type']
    })
}
