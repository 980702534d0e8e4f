import { expect, it } from 'vitest'
import { snippet } from '../.vitepress/snippet.ts'

it('writes the tag with what was filled in, and nothing else', () => {
  expect(snippet({ server: 'https://comments.example.org/', site: 'blog', page: '', 'page-size': '10' })).toBe(
    '<script type="module" src="https://comments.example.org/afterword.js"\n        data-site="blog"\n        data-page-size="10"></script>',
  )
})

it('has a server even when none is filled in', () => {
  expect(snippet({ server: ' ' })).toBe(
    '<script type="module" src="https://comments.example.org/afterword.js"></script>',
  )
})

it('can hold any value', () => {
  expect(snippet({ server: 'https://c.example', article: 'main > [title="a & b"]' })).toContain(
    'data-article="main > [title=&quot;a &amp; b&quot;]"',
  )
})
