/** Packs each package as it would be published and holds it against publint and attw. Needs `pnpm build` before. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'afterword-pack-'))

function run(command: string, args: readonly string[], cwd: string): boolean {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return true
  console.error(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`)
  return false
}

let failed = 0
try {
  for (const name of readdirSync(join(ROOT, 'packages'))) {
    const before = new Set(readdirSync(folder))
    const packed = run('pnpm', ['pack', '--pack-destination', folder], join(ROOT, 'packages', name))
    const tarball = readdirSync(folder).find((file) => !before.has(file))
    const good =
      packed &&
      tarball !== undefined &&
      run('publint', [join(folder, tarball), '--strict'], ROOT) &&
      // Scripts to paste have no types, and are not imported.
      run('attw', [join(folder, tarball), '--profile', 'esm-only', '--exclude-entrypoints', 'embed/*'], ROOT)
    console.log(`${good ? 'ok  ' : 'FAIL'} ${name}`)
    if (!good) failed += 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1
