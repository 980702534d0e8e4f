import type { CompiledQuery } from 'kysely'
import type { Queries } from './queries.ts'

/** Stands for a value while a query is built. */
class Marker {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query of which only values change. It is built and compiled once for each database; that takes several times what SQLite
 * takes to run it. What `build` does may not depend on a value, and a list is no value.
 */
export function prepared<Values extends object, Row>(
  build: (queries: Queries, values: Values) => { compile(): CompiledQuery<Row> },
): (queries: Queries, values: Values) => Promise<readonly Row[]> {
  const made = new WeakMap<object, Map<string, CompiledQuery<Row>>>()

  function compiled(queries: Queries, values: Values): CompiledQuery<Row> {
    // It is one for the database and for all transactions in it.
    const { adapter } = queries.getExecutor()
    const known = made.get(adapter) ?? new Map<string, CompiledQuery<Row>>()
    made.set(adapter, known)
    const names = Object.keys(values)
    const key = names.join()
    const query = known.get(key) ?? build(queries, markersFor(names)).compile()
    known.set(key, query)
    return query
  }

  function markersFor(names: readonly string[]): Values {
    return Object.fromEntries(names.map((name) => [name, new Marker(name)])) as Values
  }

  return async (queries, values) => {
    const query = compiled(queries, values)
    const parameters = query.parameters.map((each): unknown =>
      each instanceof Marker ? Reflect.get(values, each.name) : each,
    )
    // Straight to the connection: what Kysely does on the way is for plugins, and takes as long as SQLite does.
    const { rows } = await queries
      .getExecutor()
      .provideConnection((connection) => connection.executeQuery<Row>({ ...query, parameters }))
    return rows
  }
}
