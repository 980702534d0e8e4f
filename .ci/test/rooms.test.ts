import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOMS } from '../lint/rooms.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A file of each room, and what it must not import. */
const BREACHES: readonly (readonly [rule: string, file: string, specifier: string])[] = [
  ['types import nothing', 'packages/storage/src/types.ts', './errors.ts'],
  ['errors come before the protocol', 'packages/storage/src/errors.ts', './protocol.ts'],
  ['the protocol comes before the adapter', 'packages/storage/src/protocol.ts', './adapter.ts'],
  ['the adapter stands on the core only', 'packages/storage/src/adapter.ts', './memory.ts'],
  ['the words of owners stand on the types only', 'packages/storage/src/admin.ts', './adapter.ts'],
  ['the pure entry has no adapter', 'packages/storage/src/index.ts', './http.ts'],
  ['the core has no library', 'packages/storage/src/parse/read.ts', 'valibot'],
  ['threads know no adapter', 'packages/storage/src/thread/read.ts', '../memory.ts'],
  ['an adapter imports no other (memory)', 'packages/storage/src/memory.ts', './indexeddb.ts'],
  ['an adapter imports no other (indexeddb)', 'packages/storage/src/indexeddb.ts', './http.ts'],
  ['an adapter has one library (http)', 'packages/storage/src/http.ts', 'idb'],
  ['the outbox has no library', 'packages/storage/src/outbox/queue.ts', 'idb'],
  ['the outbox’s store imports no adapter', 'packages/storage/src/outbox/indexeddb-store.ts', '../indexeddb.ts'],
  ['the kit imports no adapter', 'packages/storage/src/testing/opening.ts', '../memory.ts'],
  ['the kit imports no runner', 'packages/storage/src/testing/runner.ts', 'vitest'],
  ['anchor imports nothing of ours', 'packages/anchor/src/find.ts', '@afterword/storage'],
  ['markdown imports nothing of ours', 'packages/markdown/src/parse.ts', '@afterword/storage'],
  ['what needs nothing knows no Preact', 'packages/widget/src/components/after-paint.ts', 'preact'],
  ['what is drawn first knows no Preact', 'packages/widget/src/first/make.ts', 'preact'],
  ['what is drawn first knows no store', 'packages/widget/src/first/branches.ts', '../store/thread.ts'],
  ['a thread begins without signals', 'packages/widget/src/element/beginning.ts', '@preact/signals'],
  ['a thread begins without components', 'packages/widget/src/element/first-drawing.ts', '../components/app.tsx'],
  ['the interface knows no HTTP of its own', 'packages/widget/src/element/interface.ts', 'ky'],
  ['helpers know no signals', 'packages/widget/src/helpers/time.ts', '@preact/signals'],
  ['models know no Preact', 'packages/widget/src/store/models.ts', 'preact'],
  ['words know no Preact', 'packages/widget/src/i18n/english.ts', 'preact'],
  ['dompurify is in one file', 'packages/widget/src/text/content.tsx', 'dompurify'],
  ['the parser is in one file', 'packages/widget/src/text/content.tsx', '@afterword/markdown'],
  ['parsing knows no store', 'packages/widget/src/text/parse.ts', '../store/thread.ts'],
  ['idb is in one file', 'packages/widget/src/element/draft-store.ts', 'idb'],
  ['what keeps knows no store', 'packages/widget/src/element/browser-keep.ts', '../store/thread.ts'],
  ['sanitising knows no store', 'packages/widget/src/text/sanitize.ts', '../store/thread.ts'],
  ['text knows no components', 'packages/widget/src/text/html-to-tree.ts', '../components/app.tsx'],
  ['anchor is in passages only', 'packages/widget/src/element/settings.ts', '@afterword/anchor'],
  ['passages know no store', 'packages/widget/src/passages/marker.ts', '../store/thread.ts'],
  ['the store knows no Preact', 'packages/widget/src/store/thread.ts', 'preact'],
  ['the store knows no components', 'packages/widget/src/store/live.ts', '../components/app.tsx'],
  ['the store knows no adapter', 'packages/widget/src/store/create-store.ts', '@afterword/storage/http'],
  ['ui knows no store', 'packages/widget/src/components/ui/avatar.tsx', '../../store/models.ts'],
  ['ui knows no words', 'packages/widget/src/components/ui/icon.tsx', '../../i18n/english.ts'],
  ['accounts know no adapter', 'packages/widget/src/components/account/save-file.ts', '@afterword/storage/http'],
  ['components know no adapter', 'packages/widget/src/components/app.tsx', '@afterword/storage/http'],
  ['components know no element', 'packages/widget/src/components/comment.tsx', '../element/settings.ts'],
  ['components know models, not the store behind them', 'packages/widget/src/components/more.tsx', '../store/more.ts'],
  ['styles import nothing of ours', 'packages/widget/src/styles/index.ts', '../element/settings.ts'],
  ['the element is no server', 'packages/widget/src/element/adapters.ts', '@afterword/server'],
  ['drawing on a server knows no element', 'packages/widget/src/ssr/links.ts', '../element/settings.ts'],
  ['the doors lead to the element', 'packages/widget/src/index.ts', './store/thread.ts'],
  ['the server’s words import nothing of ours', 'packages/server/src/words/english.ts', '../services/threads.ts'],
  ['the dashboard knows the server by its API only', 'packages/admin/src/api.ts', '@afterword/server'],
  ['the dashboard’s store knows no Preact', 'packages/admin/src/store/queue.ts', 'preact'],
  ['the dashboard’s components ask by the store', 'packages/admin/src/components/queue.tsx', 'ky'],
  ['the dashboard’s entry has no widget', 'packages/admin/src/main.tsx', 'afterword'],
  ['what admins say stands on types', 'packages/storage/src/admin.ts', './http.ts'],
  ['an example knows the published entry only', 'examples/host-jwt/site.ts', '@afterword/server/src/app.ts'],
  ['what signing in says stands on types', 'packages/storage/src/identity.ts', './protocol.ts'],
  ['reading what signing in says knows no adapter', 'packages/storage/src/parse/identity.ts', '../http.ts'],
  ['the dashboard’s styles import nothing', 'packages/admin/src/styles/index.ts', '../store/session.ts'],
  ['the server does not import the widget', 'packages/server/src/app.ts', 'afterword'],
  ['settings know nothing of ours', 'packages/server/src/config.ts', './app.ts'],
  ['the database knows no services', 'packages/server/src/database/comments.ts', '../services/comments.ts'],
  ['services know no SQL', 'packages/server/src/services/comments.ts', 'kysely'],
  ['services know no HTTP', 'packages/server/src/services/threads.ts', 'hono'],
  ['services know no mail server', 'packages/server/src/services/mail/mails.ts', 'nodemailer'],
  ['what speaks to a mail server knows no routes', 'packages/server/src/mail/smtp.ts', '../routes/events.ts'],
  ['services know no routes', 'packages/server/src/services/live.ts', '../routes/events.ts'],
  ['the app’s needs know no routes', 'packages/server/src/deps.ts', './routes/events.ts'],
  ['errors know no routes', 'packages/server/src/errors.ts', './routes/events.ts'],
  ['middleware knows no routes', 'packages/server/src/middleware/site.ts', '../routes/events.ts'],
  ['routes know no database', 'packages/server/src/routes/threads.ts', '../database/threads.ts'],
  ['the host knows no command line', 'packages/server/src/host/serve.ts', '../cli/run.ts'],
  ['the command line knows no routes', 'packages/server/src/cli/run.ts', '../routes/events.ts'],
  ['the server’s entry knows no command line', 'packages/server/src/index.ts', './cli/run.ts'],
  [
    'the React example imports what is published',
    'examples/react/src/main.tsx',
    '../../../packages/widget/src/index.ts',
  ],
  ['the Vue example imports what is published', 'examples/vue/src/main.ts', '../../../packages/widget/src/index.ts'],
  [
    'the Svelte example imports what is published',
    'examples/svelte/src/main.ts',
    '../../../packages/widget/src/index.ts',
  ],
  [
    'the Astro example imports what is published',
    'examples/astro/src/notes.ts',
    '../../../packages/widget/src/index.ts',
  ],
  ['the example imports what is published', 'examples/article/start.ts', '../../packages/server/src/app.ts'],
  ['examples import what is published', 'examples/custom-adapter/adapter.ts', '../../packages/storage/src/memory.ts'],
]

/** However it is written, an import is an import. */
const FORMS: readonly (readonly [form: string, content: string])[] = [
  ['an import', "import { memoryAdapter } from '../memory.ts'\nexport const a = memoryAdapter\n"],
  ['an import for its effect', "import '../memory.ts'\n"],
  ['an import of a type', "import type { MemoryStore } from '../memory.ts'\nexport type A = MemoryStore\n"],
  ['an import within a type', "export type A = import('../memory.ts').MemoryStore\n"],
  ['an import when it is wanted', "export const a = () => import('../memory.ts')\n"],
  ['an export of a name', "export { memoryAdapter } from '../memory.ts'\n"],
]

/** Rooms that know no DOM. */
const DOMLESS: readonly (readonly [file: string])[] = [
  ['packages/widget/src/helpers/with-dom.ts'],
  ['packages/widget/src/i18n/with-dom.ts'],
  ['packages/widget/src/store/with-dom.ts'],
  ['packages/anchor/src/with-dom.ts'],
]

/** What each file was refused for. */
let refusals: Map<string, string[]>
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-rooms-'))
  for (const part of ['.oxlintrc.json', '.ci/lint']) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [, file, specifier] of BREACHES) plant(file, `export * from '${specifier}'\n`)
  for (const [what, how] of FORMS) plant(`packages/storage/src/parse/${what.replaceAll(' ', '-')}.ts`, how)
  plant('packages/server/src/attic/old.ts', 'export const old = true\n')
  for (const [file] of DOMLESS) plant(file, 'export const title = () => document.title\n')
  plant('packages/widget/src/components/circle-a.ts', "import { b } from './circle-b.ts'\nexport const a = () => b\n")
  plant('packages/widget/src/components/circle-b.ts', "import { a } from './circle-a.ts'\nexport const b = () => a\n")
  const { stdout } = spawnSync('oxlint', ['--format', 'json'], { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] }
  refusals = new Map(
    [...Map.groupBy(diagnostics, ({ filename }) => filename)].map(([file, all]) => [file, all.map(({ code }) => code)]),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function plant(file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), content)
}

describe('the linter refuses a breach of the house’s rules', () => {
  it.each(BREACHES)('%s', (_rule, file) => {
    expect(refusals.get(file)).toContain('afterword(rooms)')
  })

  it.each(FORMS)('%s', (what) => {
    expect(refusals.get(`packages/storage/src/parse/${what.replaceAll(' ', '-')}.ts`)).toContain('afterword(rooms)')
  })

  it('a file that has no room', () => {
    expect(refusals.get('packages/server/src/attic/old.ts')).toContain('afterword(rooms)')
  })

  it.each(DOMLESS)('the DOM in %s', (file) => {
    expect(refusals.get(file)).toContain('eslint(no-restricted-globals)')
  })

  it('no circles', () => {
    expect(refusals.get('packages/widget/src/components/circle-a.ts')).toContain('import(no-cycle)')
  })

  it('and has a breach for every room', () => {
    const tried = new Set(BREACHES.map(([, file]) => ROOMS.find(({ files }) => files.test(file))?.name))
    expect(ROOMS.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
  })
})
