/**
 * Who may import whom. A file belongs to the first room whose pattern it matches; it may import its own room,
 * the rooms named in `may`, and the libraries named in `libraries` (a name stands for its subpaths too). What a
 * room does not name it may not import. Tests are outside of the house.
 */
export interface Room {
  readonly name: string
  readonly files: RegExp
  readonly may: readonly string[]
  readonly libraries?: readonly string[]
}

const STORAGE_CORE = ['storage types', 'storage errors', 'storage protocol', 'storage adapter', 'storage core']

export const ROOMS: readonly Room[] = [
  // Floor 1: the words of the domain. types → errors → protocol → adapter, then what stands on them.
  { name: 'storage types', files: /^packages\/storage\/src\/types\.ts$/, may: [] },
  { name: 'storage errors', files: /^packages\/storage\/src\/errors\.ts$/, may: ['storage types'] },
  {
    name: 'storage protocol',
    files: /^packages\/storage\/src\/protocol\.ts$/,
    may: ['storage types', 'storage errors'],
  },
  {
    name: 'storage adapter',
    files: /^packages\/storage\/src\/adapter\.ts$/,
    may: ['storage types', 'storage errors', 'storage protocol', 'storage identity'],
  },
  { name: 'storage admin', files: /^packages\/storage\/src\/admin\.ts$/, may: ['storage types'] },
  { name: 'storage identity', files: /^packages\/storage\/src\/identity\.ts$/, may: ['storage types'] },
  {
    name: 'storage identity parsing',
    files: /^packages\/storage\/src\/parse\/identity\.ts$/,
    may: [...STORAGE_CORE, 'storage identity'],
  },
  { name: 'storage entry', files: /^packages\/storage\/src\/index\.ts$/, may: [...STORAGE_CORE, 'storage identity'] },
  {
    name: 'storage core',
    files:
      /^packages\/storage\/src\/(parse\/.*|define-adapter|comment-id|edit-window|emitter|everything|page-key|plain-text|script-tag)\.ts$|^packages\/storage\/src\/parse\//,
    may: STORAGE_CORE,
  },
  { name: 'storage thread', files: /^packages\/storage\/src\/thread\//, may: STORAGE_CORE },
  { name: 'storage memory', files: /^packages\/storage\/src\/memory\.ts$/, may: [...STORAGE_CORE, 'storage thread'] },
  {
    name: 'storage indexeddb',
    files: /^packages\/storage\/src\/indexeddb\.ts$/,
    may: [...STORAGE_CORE, 'storage thread'],
    libraries: ['idb'],
  },
  {
    name: 'storage http',
    files: /^packages\/storage\/src\/http(\.ts$|\/)/,
    may: [...STORAGE_CORE, 'storage identity', 'storage identity parsing'],
    libraries: ['ky'],
  },
  {
    name: 'storage outbox store',
    files: /^packages\/storage\/src\/outbox\/indexeddb-store\.ts$/,
    may: [...STORAGE_CORE, 'storage outbox'],
    libraries: ['idb'],
  },
  { name: 'storage outbox', files: /^packages\/storage\/src\/outbox(\.ts$|\/)/, may: STORAGE_CORE },
  { name: 'storage testing', files: /^packages\/storage\/src\/testing\//, may: STORAGE_CORE },

  // Floor 3: pure, and nothing of ours below them.
  { name: 'anchor', files: /^packages\/anchor\/src\//, may: [] },
  { name: 'markdown', files: /^packages\/markdown\/src\//, may: [], libraries: ['markdown-it'] },

  // Floor 4, the widget.
  { name: 'widget helpers', files: /^packages\/widget\/src\/helpers\//, may: [], libraries: ['@afterword/storage!'] },
  // What needs nothing, so that the first script can have it.
  {
    name: 'widget bare',
    files: /^packages\/widget\/src\/components\/(after-paint|ui\/first-shapes)\.ts$/,
    may: [],
  },
  {
    name: 'widget first',
    files: /^packages\/widget\/src\/first\//,
    may: ['widget helpers', 'widget i18n', 'widget bare'],
    libraries: ['@afterword/storage!', '@afterword/markdown/address'],
  },
  {
    name: 'widget models',
    files: /^packages\/widget\/src\/store\/(models|open-replies|part)\.ts$/,
    may: ['widget helpers'],
    libraries: ['@preact/signals', '@afterword/storage!'],
  },
  {
    name: 'widget i18n',
    files: /^packages\/widget\/src\/i18n\//,
    may: ['widget helpers', 'widget models'],
    libraries: ['@afterword/storage!'],
  },
  {
    name: 'widget sanitize',
    files: /^packages\/widget\/src\/text\/sanitize\.ts$/,
    may: ['widget text'],
    libraries: ['dompurify', '@afterword/storage!'],
  },
  {
    name: 'widget parse',
    files: /^packages\/widget\/src\/text\/parse\.ts$/,
    may: [],
    libraries: ['@afterword/markdown!', '@afterword/storage!'],
  },
  {
    name: 'widget text',
    files: /^packages\/widget\/src\/text\//,
    may: ['widget helpers'],
    libraries: ['preact', '@afterword/storage!', '@afterword/markdown/address'],
  },
  {
    name: 'widget passages',
    files: /^packages\/widget\/src\/passages\//,
    may: [],
    libraries: ['@afterword/anchor', '@afterword/storage!'],
  },
  {
    name: 'widget store',
    files: /^packages\/widget\/src\/store\//,
    may: ['widget models', 'widget helpers'],
    libraries: ['@preact/signals', '@afterword/storage!', '@afterword/storage/outbox'],
  },
  {
    name: 'widget ui',
    files: /^packages\/widget\/src\/components\/ui\//,
    may: ['widget bare'],
    libraries: ['preact'],
  },
  // A part that comes late, with a sheet of its own.
  {
    name: 'widget account',
    files: /^packages\/widget\/src\/components\/account\//,
    may: ['widget components', 'widget ui', 'widget models', 'widget helpers', 'widget i18n', 'widget styles'],
    libraries: ['preact', '@preact/signals', '@afterword/storage!'],
  },
  {
    name: 'widget components',
    files: /^packages\/widget\/src\/components\//,
    may: [
      'widget account',
      'widget bare',
      'widget ui',
      'widget models',
      'widget helpers',
      'widget text',
      'widget sanitize',
      'widget parse',
      'widget i18n',
    ],
    libraries: ['preact', '@preact/signals', '@afterword/storage!'],
  },
  { name: 'widget styles', files: /^packages\/widget\/src\/styles\//, may: [] },
  { name: 'widget keep', files: /^packages\/widget\/src\/element\/browser-keep\.ts$/, may: [], libraries: ['idb'] },
  // How a thread begins, in the first script: without Preact, signals and store. The interface is loaded by it.
  {
    name: 'widget beginning',
    files:
      /^packages\/widget\/src\/element\/(after-load|afterword-comments|beginning|checked|events|first-drawing|hold-presses|insert|kept|kept-order|kept-words|language|last-seen|missing-parts|open-early|register|settings|shortcut|target-of|typed|unchecked|when-near|wording-now)\.ts$/,
    may: ['widget bare', 'widget helpers', 'widget first', 'widget i18n', 'widget styles', 'widget interface'],
    libraries: ['@afterword/storage!', '@afterword/storage/http/address'],
  },
  {
    name: 'widget interface',
    files: /^packages\/widget\/src\/element\/interface\.ts$/,
    may: [
      'widget beginning',
      'widget element',
      'widget helpers',
      'widget models',
      'widget i18n',
      'widget store',
      'widget components',
      'widget styles',
    ],
    libraries: ['preact', '@preact/signals', '@afterword/storage'],
  },
  {
    name: 'widget element',
    files: /^packages\/widget\/src\/element\//,
    may: [
      'widget beginning',
      'widget helpers',
      'widget models',
      'widget i18n',
      'widget text',
      'widget parse',
      'widget passages',
      'widget store',
      'widget ui',
      'widget components',
      'widget keep',
      'widget styles',
    ],
    libraries: ['preact', '@preact/signals', '@afterword/storage'],
  },
  {
    name: 'widget ssr',
    files: /^packages\/widget\/src\/ssr\//,
    may: [
      'widget helpers',
      'widget models',
      'widget i18n',
      'widget text',
      'widget store',
      'widget components',
      'widget styles',
    ],
    libraries: [
      'preact',
      'preact-render-to-string',
      '@preact/signals',
      '@afterword/storage!',
      '@afterword/storage/outbox',
      '@afterword/markdown!',
    ],
  },
  {
    name: 'widget doors',
    files: /^packages\/widget\/src\/(index|define|mount|request|script|single-script|count|count-script)\.ts$/,
    may: ['widget beginning', 'widget element', 'widget i18n'],
  },

  // Floor 4, the dashboard: components → store → api.
  {
    name: 'admin api',
    files: /^packages\/admin\/src\/api\.ts$/,
    may: [],
    libraries: ['ky', '@simplewebauthn/browser', '@afterword/storage!', '@afterword/storage/admin'],
  },
  {
    name: 'admin store',
    files: /^packages\/admin\/src\/store\//,
    may: ['admin api'],
    libraries: ['@preact/signals', '@afterword/storage!', '@afterword/storage/admin'],
  },
  {
    name: 'admin components',
    files: /^packages\/admin\/src\/components\//,
    may: ['admin store'],
    libraries: [
      'preact',
      '@preact/signals',
      '@afterword/markdown!',
      '@afterword/storage!',
      '@afterword/storage/admin',
      '@afterword/storage/script-tag',
    ],
  },
  {
    name: 'admin entry',
    files: /^packages\/admin\/src\/main\.tsx$/,
    may: ['admin api', 'admin store', 'admin components', 'admin styles'],
    libraries: ['preact'],
  },
  { name: 'admin styles', files: /^packages\/admin\/src\/styles\//, may: [] },

  // Floor 4, the server: routes → services → database.
  { name: 'server config', files: /^packages\/server\/src\/config\.ts$/, may: [], libraries: ['node'] },
  {
    name: 'server database',
    files: /^packages\/server\/src\/database\//,
    may: [],
    libraries: ['kysely', 'pg', 'node', '@afterword/storage!'],
  },
  { name: 'server words', files: /^packages\/server\/src\/words\//, may: [] },
  {
    name: 'server services',
    files: /^packages\/server\/src\/services\//,
    may: ['server database', 'server words'],
    libraries: [
      'valibot',
      'node',
      '@afterword/storage!',
      '@afterword/storage/admin',
      '@afterword/storage/identity',
      '@afterword/markdown',
      'hash-wasm',
      'altcha-lib',
      'altcha-lib',
      '@simplewebauthn/server',
      'jose',
      'openid-client',
    ],
  },
  {
    name: 'server mail',
    files: /^packages\/server\/src\/mail\//,
    may: ['server services', 'server words'],
    libraries: ['nodemailer'],
  },
  {
    name: 'server deps',
    files: /^packages\/server\/src\/deps\.ts$/,
    may: ['server database', 'server services'],
    libraries: ['hono', '@afterword/storage!'],
  },
  {
    name: 'server errors',
    files: /^packages\/server\/src\/errors\.ts$/,
    may: ['server deps'],
    libraries: ['hono', '@afterword/storage!'],
  },
  {
    name: 'server middleware',
    files: /^packages\/server\/src\/middleware\//,
    may: ['server deps', 'server errors', 'server services', 'server database'],
    libraries: ['hono', 'node', '@afterword/storage!', '@afterword/storage/identity'],
  },
  {
    name: 'server routes',
    files: /^packages\/server\/src\/routes\//,
    may: ['server deps', 'server errors', 'server middleware', 'server services', 'server words'],
    libraries: [
      'hono',
      'node',
      'hono-openapi',
      'valibot',
      '@valibot/to-json-schema',
      '@afterword/storage!',
      '@afterword/storage/admin',
      '@afterword/storage/identity',
    ],
  },
  {
    name: 'server app',
    files: /^packages\/server\/src\/app\.ts$/,
    may: ['server deps', 'server errors', 'server middleware', 'server routes', 'server services'],
    libraries: ['hono', '@afterword/storage!'],
  },
  {
    name: 'server host',
    files: /^packages\/server\/src\/host\//,
    may: ['server app', 'server config', 'server deps', 'server database', 'server services', 'server mail'],
    libraries: ['hono', '@hono/node-server', 'node', 'kysely', 'pino', '@afterword/storage!'],
  },
  {
    name: 'server cli',
    files: /^packages\/server\/src\/(cli\/|main\.ts$)/,
    may: ['server host', 'server config', 'server database', 'server services'],
    libraries: ['pino', 'node', '@afterword/storage!', '@afterword/storage/admin'],
  },
  {
    name: 'server entry',
    files: /^packages\/server\/src\/index\.ts$/,
    may: ['server app', 'server config', 'server deps', 'server database', 'server services', 'server host'],
  },

  // Examples are strangers: published entry points only.
  {
    name: 'example article',
    files: /^examples\/article\//,
    may: [],
    libraries: ['@afterword/server!', '@afterword/storage', 'afterword', 'hono', 'pino', 'node'],
  },
  {
    name: 'example react',
    files: /^examples\/react\//,
    may: [],
    libraries: ['afterword', 'react', 'react-dom', 'vite'],
  },
  { name: 'example vue', files: /^examples\/vue\//, may: [], libraries: ['afterword', 'vue', 'vite'] },
  {
    name: 'example svelte',
    files: /^examples\/svelte\//,
    may: [],
    libraries: ['afterword', 'svelte', '@sveltejs/vite-plugin-svelte', 'vite'],
  },
  { name: 'example astro', files: /^examples\/astro\//, may: [], libraries: ['afterword', 'astro'] },
  {
    name: 'example host-jwt',
    files: /^examples\/host-jwt\//,
    may: [],
    libraries: ['@afterword/server!', 'jose', 'node'],
  },
  { name: 'examples', files: /^examples\//, may: [], libraries: ['@afterword/storage', 'afterword', 'node'] },
]

export function roomOf(file: string): Room | undefined {
  return ROOMS.find(({ files }) => files.test(file))
}

/** Whether the room may import the library. A name with `!` stands for itself and not for its subpaths. */
export function mayImportLibrary(room: Room, specifier: string): boolean {
  const name = specifier.startsWith('node:') ? 'node' : specifier
  return (room.libraries ?? []).some((library) =>
    library.endsWith('!') ? name === library.slice(0, -1) : name === library || name.startsWith(`${library}/`),
  )
}
