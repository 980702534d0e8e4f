/**
 * All that is measured of server and page, one after the other: `pnpm bench`. `--peers` measures another comment system,
 * too, `--systems systems.json` the pages that the file names; `--write` puts the tables into the docs; `--quick` goes through
 * all of it in a few minutes, for figures that are good for nothing but to see that it runs.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = join(import.meta.dirname, '../../..')

interface Step {
  readonly what: string
  readonly command: readonly [string, ...(readonly string[])]
}

const { values } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    systems: { type: 'string' },
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
})
const { quick } = values

function bench(what: string, file: string, ...args: readonly string[]): Step {
  const write = values.write ? ['--write'] : []
  return { what, command: ['node', `packages/server/bench/${file}`, ...args, ...write] }
}

// From where the command was given.
const systems =
  values.systems === undefined ? [] : ['--systems', resolve(process.env['INIT_CWD'] ?? '.', values.systems)]
const steps: readonly Step[] = [
  { what: 'the packages are built', command: ['pnpm', 'build'] },
  quick
    ? bench('the server', 'load.ts', '1', '--filled', '100000', '--readers', '500')
    : bench('the server', 'load.ts', '--filled', '1000000', '--readers', '5000'),
  quick
    ? bench('the page', 'pages.ts', '--runs', '1', '--sizes', '25,100', ...systems)
    : bench('the page', 'pages.ts', ...systems),
  bench('reading and doing', 'reading.ts', ...(quick ? ['--size', '400'] : [])),
  // Last, since it fetches something that may not be there.
  ...(values.peers ? [bench('beside another system', 'beside-peers.ts', ...(quick ? ['1'] : []))] : []),
]
for (const [index, { what, command }] of steps.entries()) {
  const [program, ...args] = command
  console.log(`\n── ${index + 1} of ${steps.length}: ${what} (${command.join(' ')})\n`)
  const { status } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
