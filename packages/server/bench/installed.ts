import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const FOLDER = join(ROOT, '.bench/installed')

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`)
}

/**
 * Installs the server the way that an operator has it: from tarballs, as JavaScript, with no tools of ours beside it. Needs
 * `pnpm build` before. Returns the file that `afterword` runs.
 */
export function installServer(): string {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const tarballs = ['storage', 'markdown', 'anchor', 'widget', 'admin', 'server'].map((folder) => {
    const before = new Set(readdirSync(FOLDER))
    run('pnpm', ['pack', '--pack-destination', FOLDER], join(ROOT, 'packages', folder))
    const tarball = readdirSync(FOLDER).find((file) => !before.has(file))
    return [folder === 'widget' ? 'afterword' : `@afterword/${folder}`, `file:./${tarball}`] as const
  })
  const overrides = tarballs.map(([name, tarball]) => `  '${name}': '${tarball}'\n`).join('')
  const dependencies = Object.fromEntries(tarballs)
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
  // They depend on each other by versions that nobody has published.
  writeFileSync(join(FOLDER, 'pnpm-workspace.yaml'), `packages: []\noverrides:\n${overrides}`)
  run('pnpm', ['install', '--prod', '--prefer-offline', '--ignore-scripts', '--no-frozen-lockfile'], FOLDER)
  return join(FOLDER, 'node_modules/@afterword/server/dist/main.js')
}
