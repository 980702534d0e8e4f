import {
  StorageError,
  newCommentId,
  type NewComment,
  type StorageAdapter,
  type StorageErrorCode,
} from '../src/index.ts'

export const PAGE = '/article'

export function comment(values: Partial<NewComment> = {}): NewComment {
  return { id: newCommentId(), parent: null, source: 'Words.', name: 'Ada', ...values }
}

/** A right adapter behind a line that can be cut: before the request arrives, or before the answer does. */
export function lineTo(
  adapter: StorageAdapter,
): StorageAdapter & { down: StorageErrorCode | null; loseAnswer: boolean; sent: number } {
  const line = {
    ...adapter,
    down: null as StorageErrorCode | null,
    loseAnswer: false,
    sent: 0,
    async create(...call: Parameters<StorageAdapter['create']>) {
      line.sent += 1
      if (line.down !== null) throw new StorageError(line.down, 'The line is cut for the test.')
      const created = await adapter.create(...call)
      if (line.loseAnswer) throw new StorageError('offline', 'The answer is lost for the test.')
      return created
    },
    async edit(...call: Parameters<StorageAdapter['edit']>) {
      line.sent += 1
      if (line.down !== null) throw new StorageError(line.down, 'The line is cut for the test.')
      const edited = await adapter.edit(...call)
      if (line.loseAnswer) throw new StorageError('offline', 'The answer is lost for the test.')
      return edited
    },
  }
  return line
}
