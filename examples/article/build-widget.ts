import { spawnSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const WIDGET = join(ROOT, 'packages/widget')

/** Where the script and its chunks are built to. */
export const EMBED = join(WIDGET, 'dist/embed')

/** What is built, what it is made of, and the file that is there when it was. */
const BUILT = [
  {
    folder: WIDGET,
    sources: 'packages/{anchor,markdown,storage,widget}/{{src,build}/**/*,vite.config.ts}',
    file: 'dist/embed/afterword.js',
  },
  {
    folder: join(ROOT, 'packages/admin'),
    sources: 'packages/{admin,markdown,storage}/{src/**/*,index.html,vite.config.ts}',
    file: 'dist/index.html',
  },
] as const

/** Builds the widget and the dashboard where they are missing or older than what they are made of. `begin` is called before it takes its time. */
export function buildWidget(begin: () => void): void {
  const stale = BUILT.filter(({ folder, sources, file }) => {
    const built = join(folder, file)
    const newest = Math.max(...globSync(sources, { cwd: ROOT }).map((source) => statSync(join(ROOT, source)).mtimeMs))
    return !existsSync(built) || statSync(built).mtimeMs < newest
  })
  if (stale.length > 0) begin()
  for (const { folder } of stale) build(folder)
}

function build(folder: string): void {
  const vite = join(folder, 'node_modules/vite/bin/vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${folder} could not be built.\n${stdout}${stderr}`)
}
