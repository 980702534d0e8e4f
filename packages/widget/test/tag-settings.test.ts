import { TAG_SETTINGS } from '@afterword/storage/script-tag'
import { expect, it } from 'vitest'
import { ATTRIBUTES } from '../src/element/settings.ts'

it('whoever writes the tag for an owner knows every attribute, and what only the tag has', () => {
  const names = TAG_SETTINGS.map(({ name }) => name)
  expect(names.toSorted()).toEqual([...ATTRIBUTES, 'storage', 'insert'].toSorted())
})
