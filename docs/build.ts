/** Builds the docs site: writes the pages that are made of the code, then runs VitePress. A dead link fails it. */
import { spawnSync } from 'node:child_process'
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
const { status } = spawnSync(process.execPath, [vitepress, command, import.meta.dirname], { stdio: 'inherit' })
process.exitCode = status ?? 1
