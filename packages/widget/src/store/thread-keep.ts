import { type Branch, type Comment, type OpenThread, type Order, parseOpenThread } from '@afterword/storage'
import type { StoredModel } from './comments.ts'
import type { ThreadStore } from './thread-store.ts'

/** A thread as it was last read, kept in this browser so that it can be read without a network. */
export interface KeptThread {
  /** When it was so: milliseconds since the epoch, by this machine's clock. */
  readonly at: number
  readonly order: Order
  /** Whether all that was read is here, so that one can go on from it. */
  readonly whole: boolean
  readonly thread: OpenThread
}

/** Where the page's thread is kept. It may fail; then there is none. */
export interface ThreadKeep {
  read(): Promise<unknown>
  write(thread: KeptThread): Promise<void>
  delete(): Promise<void>
}

/** More than this of a thread is not kept. */
const MOST = 300

/** The thread as it is shown now, without what is on its way and what is about to go. */
export function keptThread(
  { state, order, comments, earlier, more, opened }: ThreadStore,
  now: number,
): KeptThread | undefined {
  const last = opened()
  // Read around one comment, the beginning is not here.
  if (last === undefined || earlier.available.peek()) return undefined
  const kept: Comment[] = []
  const branches: Branch[] = []
  const shown = comments.peek().filter(isKept)
  let whole = true
  for (const root of shown) {
    const branch = [...branchOf(root)]
    if (kept.length > 0 && kept.length + branch.length > MOST) {
      whole = false
      break
    }
    kept.push(...branch)
    const next = root.more.cursor.peek()
    if (next !== null) {
      branches.push({ root: root.id, previous: null, next, remaining: root.more.remaining.peek() ?? 0 })
    }
  }
  const thread = {
    ...last,
    thread: state.peek(),
    comments: kept,
    branches,
    previous: null,
    next: whole ? more.cursor.peek() : null,
  }
  return { at: now, order: order.peek(), whole, thread }
}

/** What is kept, if it is what it should be. */
export function readKeptThread(value: unknown): KeptThread | undefined {
  if (typeof value !== 'object' || value === null || !('at' in value && 'order' in value && 'thread' in value)) {
    return undefined
  }
  const { at, order } = value
  if (typeof at !== 'number' || (order !== 'newest' && order !== 'oldest' && order !== 'top')) return undefined
  try {
    const whole = 'whole' in value && value.whole === true
    return { at, order, whole, thread: parseOpenThread(value.thread) }
  } catch {
    return undefined
  }
}

function isKept(model: StoredModel): boolean {
  return model.delivery.peek() === 'sent' && !model.leaving.peek()
}

/** A comment and what stands below it, in reading order. */
function* branchOf(model: StoredModel): Iterable<Comment> {
  yield model.value.peek()
  for (const reply of model.replies.peek()) if (isKept(reply)) yield* branchOf(reply)
}
