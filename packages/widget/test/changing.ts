import type { Comment } from '@afterword/storage'
import type { Draft } from '../src/helpers/kept-draft.ts'
import type { CommentModel, EditModel, EditsModel } from '../src/store/models.ts'
import { type Reader, type ReaderOptions, post, read, ready, until } from './reader.ts'

const readers: Reader[] = []

/** What a test has opened is closed after it. */
export async function closeReaders(): Promise<void> {
  for (const { store, box } of readers.splice(0)) {
    store.dispose()
    await box.close()
  }
}

/** Somebody who has the page open. */
export async function reading(options: ReaderOptions = {}): Promise<Reader> {
  const reader = read(options)
  readers.push(reader)
  await ready(reader.store)
  return reader
}

/** A comment of the viewer's own that is stored. */
export async function posted(reader: Reader, source: string, parent: string | null = null): Promise<CommentModel> {
  const model = await post(reader.store, source, parent)
  await until(() => model.delivery.value === 'sent')
  return model
}

export function editing(reader: Reader, { id }: CommentModel): EditModel {
  edits(reader).openEdit(id)
  const edit = edits(reader).for(id)
  if (edit === undefined) throw new Error('It cannot be changed.')
  return edit
}

/** What came with the code for writing; `reading` has waited for it. */
export function edits({ store }: Reader): EditsModel {
  const writing = store.writing.value.peek()
  if (writing === null) throw new Error('The code for writing is not there.')
  return writing.edits
}

export const sourceOf = ({ body }: Comment): string => (body !== null && 'source' in body ? body.source : '(removed)')
export const kept = (drafts: readonly Draft[]): string[] => drafts.map(({ text }) => text).filter((text) => text !== '')
