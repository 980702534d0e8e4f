import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { samples, samplesIn } from './pages.ts'

const DOCS = join(import.meta.dirname, '..')

describe('what the pages show', () => {
  it('compiles, as it stands', () => {
    mkdirSync(join(DOCS, 'made'), { recursive: true })
    const folder = mkdtempSync(join(DOCS, 'made/samples-'))
    try {
      for (const { page, index, language, code } of samplesIn('ts', 'tsx')) {
        const alone = /^(import|export)\b/m.test(code) ? code : `${code}\nexport {}\n`
        writeFileSync(join(folder, `${page.replace('.md', '')}-${index}.${language}`), alone)
      }
      // Within the workspace the element is its source, whose sheets Vite reads.
      writeFileSync(
        join(folder, 'sheets.d.ts'),
        "declare module '*.css?inline' {\n  const css: string\n  export default css\n}\n",
      )
      const compilerOptions = { lib: ['es2024', 'dom', 'dom.iterable'], types: ['node'] }
      const config = { extends: '../../../tsconfig.base.json', compilerOptions, include: ['*'] }
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
      const { stdout } = spawnSync('tsc', ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
      expect(stdout).toBe('')
      expect(samplesIn('ts', 'tsx').length).toBeGreaterThan(7)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('names only attributes that there are', () => {
    const manifest = readFileSync(createRequire(import.meta.url).resolve('afterword/package.json'), 'utf8')
    expect(manifest).toContain('custom-elements.json')
    const source = readFileSync(join(DOCS, '../packages/widget/src/element/settings.ts'), 'utf8')
    const known = [...(/ATTRIBUTES = \[(.*?)\]/s.exec(source)?.[1] ?? '').matchAll(/'([\w-]+)'/g)].map(
      ([, name]) => name,
    )
    expect(known).toContain('page-size')
    for (const { page, code } of samplesIn('html')) {
      for (const [, attributes = ''] of code.matchAll(/<afterword-comments\s([^>]*)>/g)) {
        for (const [, name] of attributes.matchAll(/([\w-]+)=/g)) expect(known, page).toContain(name)
      }
      for (const [, attributes = ''] of code.matchAll(/<script\s([^>]*afterword\.js[^>]*)>/g)) {
        for (const [, name] of attributes.matchAll(/data-([\w-]+)=/g)) {
          expect([...known, 'storage', 'insert'], page).toContain(name)
        }
      }
    }
  })

  it('runs: every call of the command line but the one that listens', () => {
    const calls = samplesIn('sh')
      .flatMap(({ code }) => code.split('\n'))
      .flatMap((line) => /npx @afterword\/server (.*)$/.exec(line)?.[1] ?? [])
      .filter((call) => call !== 'serve')
      // A site comes before what is done with it, on whichever page.
      .toSorted((a, b) => Number(b.startsWith('site add')) - Number(a.startsWith('site add')))
    expect(calls).toContain('site add example --origin http://localhost:8000')
    const folder = mkdtempSync(join(DOCS, 'made/data-'))
    try {
      const main = join(DOCS, '../packages/server/src/main.ts')
      for (const call of calls) {
        const environment = { ...process.env, AFTERWORD_DATA: folder }
        const { status, stderr } = spawnSync(process.execPath, [main, ...call.split(' ')], {
          env: environment,
          encoding: 'utf8',
        })
        expect(`${status} ${stderr}`, call).toBe('0 ')
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('has no code without a page that it is on', () => {
    expect(new Set(samples.map(({ page }) => page)).size).toBeGreaterThan(8)
  })
})
