import { spawnSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const WIDGET = join(ROOT, 'packages/widget')

/** Where the script and its chunks are built to. */
export const EMBED = join(WIDGET, 'dist/embed')

/** Builds the widget when it is missing or older than what it is made of. `begin` is called before it takes its time. */
export function buildWidget(begin: () => void): void {
  const built = join(EMBED, 'afterword.js')
  const sources = globSync('packages/{anchor,markdown,storage,widget}/{{src,build}/**/*,vite.config.ts}', { cwd: ROOT })
  const newest = Math.max(...sources.map((file) => statSync(join(ROOT, file)).mtimeMs))
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return
  begin()
  const vite = join(WIDGET, 'node_modules/vite/bin/vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: WIDGET,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The widget could not be built.\n${stdout}${stderr}`)
}
