/** All that is measured of page and server, one after the other; with `--peers` beside another system, too: `pnpm bench --peers`. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = join(import.meta.dirname, '../../..')
const { values } = parseArgs({ options: { peers: { type: 'boolean' } } })
const bench = (file: string, ...args: readonly string[]) => ['node', `packages/server/bench/${file}`, ...args]
const steps = [
  ['pnpm', 'build'],
  bench('load.ts', '--filled', '1000000', '--readers', '5000'),
  ...(values.peers === true ? [bench('beside-peers.ts')] : []),
  bench('pages.ts'),
  bench('reading.ts'),
]
for (const [command = '', ...args] of steps) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
