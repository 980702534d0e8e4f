import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const STYLES = join(import.meta.dirname, '../src/styles')

/** Every selector of a sheet. */
function selectorsIn(file: string): string[] {
  const text = readFileSync(join(STYLES, file), 'utf8').replace(/\/\*[^]*?\*\//g, '')
  return [...text.matchAll(/([^{};]+)\{/g)]
    .map(([, selector = '']) => selector.trim())
    .filter((selector) => !selector.startsWith('@'))
}

describe('the styles', () => {
  it('ask of no element what stands before it: with each that came first in a list, all below that would be looked at', () => {
    const selectors = globSync('*.css', { cwd: STYLES }).flatMap(selectorsIn)
    expect(selectors.length).toBeGreaterThan(200)
    expect(selectors.filter((selector) => /[+~](?!=)/.test(selector))).toEqual([])
  })
})
