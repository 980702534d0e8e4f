import { TAG_SETTINGS } from '@afterword/storage/script-tag'
import { expect, it } from 'vitest'
import { ATTRIBUTES } from '../src/element/settings.ts'

it('whoever writes the tag for an owner knows every attribute, and what only the tag has', () => {
  const names = TAG_SETTINGS.map(({ name }) => name)
  // Who is looking is another one each time: the page's own server writes that.
  const written = ATTRIBUTES.filter((name) => name !== 'user-token')
  expect(names.toSorted()).toEqual([...written, 'storage', 'insert'].toSorted())
})
