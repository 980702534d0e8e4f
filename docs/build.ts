/** Builds the docs site: writes the pages that are made of the code, then runs VitePress. A dead link fails it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { elementPage } from './reference/element-page.ts'
import { httpPage } from './reference/http-page.ts'
import { settingsPage } from './reference/settings-page.ts'

const MADE = join(import.meta.dirname, 'made')

mkdirSync(MADE, { recursive: true })
writeFileSync(join(MADE, 'settings.md'), settingsPage())
writeFileSync(join(MADE, 'element.md'), elementPage())
writeFileSync(join(MADE, 'http-api.md'), await httpPage())

const vitepress = join(import.meta.dirname, 'node_modules/vitepress/bin/vitepress.js')
const command = process.argv.includes('--dev') ? 'dev' : 'build'
// Through pipes: the bundler inside writes to itself without end where its output is a file.
const site = spawn(process.execPath, [vitepress, command, import.meta.dirname], { stdio: ['inherit', 'pipe', 'pipe'] })
site.stdout.pipe(process.stdout)
site.stderr.pipe(process.stderr)
const [status] = await once(site, 'close')
process.exitCode = typeof status === 'number' ? status : 1
