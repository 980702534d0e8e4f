import { parseMarkdown } from '@afterword/markdown'
import { type StorageAdapter, newCommentId, pageKey } from '@afterword/storage'
import { memoryAdapter } from '@afterword/storage/memory'

/** A short conversation that is in this window's memory alone, to show what settings do. */
export async function sampleThread(page: string): Promise<StorageAdapter> {
  const adapter = memoryAdapter({ parse: parseMarkdown })
  const first = newCommentId()
  const said = [
    [first, null, 'Amara Okafor', 'A document leaks and is old news in a month. A species escapes and *breeds*.'],
    [newCommentId(), first, 'Jonas Lindqvist', 'The seeds came from us, though.'],
    [newCommentId(), null, 'سلمى المنصوري', 'أهم ما في المقال بالنسبة لي هو اللغة.'],
  ] as const
  for (const [id, parent, name, source] of said) {
    await adapter.create(pageKey(page), { id, parent, name, source })
  }
  return adapter
}
