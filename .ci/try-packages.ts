/**
 * Installs the packages as they would be published into an empty project, and uses them there: imported by Node,
 * started as a program, bundled by Vite and by esbuild, checked by TypeScript in the JSX and templates of the frameworks. Needs
 * `pnpm build` before.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules/.bin')
const project = mkdtempSync(join(tmpdir(), 'afterword-try-'))

function run(what: string, command: string, args: readonly string[], cwd = project): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(`${what}: ${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`)
}

/** Packs a package, and says where the tarball is. */
function pack(folder: string): readonly [name: string, tarball: string] {
  const before = new Set(readdirSync(project))
  run('pack', 'pnpm', ['pack', '--pack-destination', project], join(ROOT, 'packages', folder))
  const tarball = readdirSync(project).find((file) => !before.has(file))
  if (tarball === undefined) throw new Error(`pnpm pack made nothing of ${folder}.`)
  return [folder === 'widget' ? 'afterword' : `@afterword/${folder}`, `file:./${tarball}`]
}

/** TypeScript's settings for a framework. */
function tsconfig(file: string, compilerOptions: object): string {
  const name = `tsconfig.${file}.json`
  const options = {
    strict: true,
    noEmit: true,
    target: 'es2024',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2024', 'dom', 'dom.iterable'],
    types: [],
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    ...compilerOptions,
  }
  writeFileSync(join(project, name), JSON.stringify({ compilerOptions: options, include: [file] }))
  return name
}

try {
  const tarballs = Object.fromEntries(['storage', 'markdown', 'anchor', 'widget', 'admin', 'server'].map(pack))
  cpSync(join(import.meta.dirname, 'consumer'), project, { recursive: true })
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({
      name: 'consumer',
      private: true,
      type: 'module',
      dependencies: tarballs,
      devDependencies: {
        '@types/node': '^26.6.6',
        '@types/react': '^19.3.0',
        esbuild: '^0.28.2',
        preact: '^11.2.0',
        'solid-js': '^1.9.19',
        svelte: '^5.57.3',
        vite: '^8.3.8',
        vue: '^3.5.45',
      },
    }),
  )
  // They depend on each other by versions that nobody has published.
  writeFileSync(
    join(project, 'pnpm-workspace.yaml'),
    `packages: []\nstrictDepBuilds: false\noverrides:\n${Object.entries(tarballs)
      .map(([name, tarball]) => `  '${name}': '${tarball}'\n`)
      .join('')}`,
  )
  run('install', 'pnpm', ['install', '--prefer-offline', '--ignore-scripts', '--no-frozen-lockfile'])
  console.log('ok   installed from the tarballs')

  run('Node', process.execPath, ['node.ts'])
  console.log('ok   imported by Node')

  run('the program', process.execPath, ['program.ts'])
  console.log('ok   the program starts and serves')

  run('Vite', process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])
  const esbuild = ['node_modules/esbuild/bin/esbuild', 'plain.ts', '--bundle', '--splitting', '--format=esm']
  run('esbuild', process.execPath, [...esbuild, '--outdir=out', '--log-level=warning'])
  console.log('ok   bundled by Vite and by esbuild')

  const jsx = (jsxImportSource: string): object => ({ jsx: 'react-jsx', jsxImportSource })
  const checked = [
    tsconfig('node.ts', { types: ['node'], allowImportingTsExtensions: true }),
    tsconfig('plain.ts', {}),
    tsconfig('react.tsx', jsx('react')),
    tsconfig('preact.tsx', jsx('preact')),
    tsconfig('solid.tsx', { ...jsx('solid-js'), jsx: 'preserve' }),
    tsconfig('vue.ts', {}),
    tsconfig('svelte.ts', {}),
  ]
  for (const config of checked) {
    run('types', join(BIN, 'tsc'), ['-p', config])
    console.log(`ok   types: ${config.slice('tsconfig.'.length, -'.json'.length)}`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(project, { recursive: true, force: true })
}
