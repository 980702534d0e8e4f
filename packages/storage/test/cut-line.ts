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
    create: (...call: Parameters<StorageAdapter['create']>) => over(() => adapter.create(...call)),
    edit: (...call: Parameters<StorageAdapter['edit']>) => over(() => adapter.edit(...call)),
  }
  async function over<T>(send: () => Promise<T>): Promise<T> {
    line.sent += 1
    if (line.down !== null) throw new StorageError(line.down, 'The line is cut for the test.')
    const answer = await send()
    if (line.loseAnswer) throw new StorageError('offline', 'The answer is lost for the test.')
    return answer
  }
  return line
}
