import { expect, it } from 'vitest'
import { TAG_SETTINGS, scriptTag } from '../src/script-tag.ts'

it('writes the tag with what was filled in, and nothing else', () => {
  expect(scriptTag('https://comments.example.org/', { site: 'blog', page: ' ', 'page-size': '10' })).toBe(
    '<script type="module" src="https://comments.example.org/afterword.js"\n        data-site="blog"\n        data-page-size="10"></script>',
  )
})

it('is one line where nothing is said', () => {
  expect(scriptTag('https://comments.example.org', {})).toBe(
    '<script type="module" src="https://comments.example.org/afterword.js"></script>',
  )
})

it('can hold any value', () => {
  expect(scriptTag('https://c.example', { article: 'main > [title="a & b"]' })).toContain(
    'data-article="main > [title=&quot;a &amp; b&quot;]"',
  )
})

it('writes no setting that there is not', () => {
  expect(scriptTag('https://c.example', { colour: 'red' })).not.toContain('red')
  expect(new Set(TAG_SETTINGS.map(({ name }) => name)).size).toBe(TAG_SETTINGS.length)
})
