import { DEFAULT_RATES, createApp, localWakeups, migrate, openDatabase } from '@afterword/server'
import { table } from './cells.ts'

interface Operation {
  readonly summary?: string
  readonly security?: readonly object[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
  }[]
}

/** The API, from the OpenAPI document that the server makes of the schemas which validate its requests. */
export async function httpPage(): Promise<string> {
  const database = openDatabase(':memory:')
  try {
    await migrate(database)
    const logger = { info() {}, warn() {}, error() {} }
    const app = createApp({ database, wakeups: localWakeups(), logger, clock: Date.now, rates: DEFAULT_RATES })
    const answer = await app.request('/v1/openapi.json')
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> }
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => describe(method, path, operation)),
    )
    return `# HTTP API

Made from the OpenAPI document that every server serves at \`/v1/openapi.json\`, and shows at \`/docs\`. Failures are problem
details (RFC 9457) with a \`code\` of a closed set, and a \`detail\` that says the remedy. Reads need nothing; writes need
\`Authorization: Bearer awg_…\` and an \`Origin\` that the site names.

${operations.join('\n\n')}
`
  } finally {
    await database.close()
  }
}

function describe(method: string, path: string, { summary = '', parameters = [], security }: Operation): string {
  const rows = parameters.map((one) => [
    `\`${one.name}\``,
    one.in + (one.required === true ? ', required' : ''),
    one.description ?? '',
  ])
  const token = security === undefined ? '' : ' Takes a token.'
  const given = rows.length === 0 ? '' : `\n\n${table(['parameter', 'where', 'what it is'], rows)}`
  return `## \`${method.toUpperCase()} ${path}\`\n\n${summary}${token}${given}`
}
