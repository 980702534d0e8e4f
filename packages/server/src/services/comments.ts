import { LIMITS, StorageError, editableFor } from '@afterword/storage'
import type { Comment, CommentId, Edit, NewComment } from '@afterword/storage'
import { findAsking } from '../database/askings.ts'
import type { AuthorRow } from '../database/authors.ts'
import {
  addComment,
  countChild,
  countReply,
  findComment,
  findCommentOnSite,
  findTaken,
  updateComment,
} from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/queries.ts'
import { addVerdict } from '../database/moderation.ts'
import type { Site } from '../database/sites.ts'
import { readSpent, spendPasses } from '../database/spent-passes.ts'
import { raiseOrAddThread, raiseThread } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'
import { authorOf, writerFor } from './authors.ts'
import { beginChange } from './change.ts'
import { isOld } from './closing.ts'
import { requireSpeaker } from './identity/speakers.ts'
import { askAbout } from './moderation/asked/ask-about.ts'
import type { Askings } from './moderation/asked/askings.ts'
import { readAsked } from './moderation/asked/settings.ts'
import { judgeWords, type Judged } from './moderation/judge-words.ts'
import type { Phase } from './moderation/phase.ts'
import { PHASES } from './moderation/phases.ts'
import { skeleton } from './moderation/skeleton.ts'
import { readBack, requireCurrent, requireOwn, takeOwn } from './own-comment.ts'
import type { ArrivingPass, Writer } from './own-comment.ts'
import { pathBelow, pathOf } from './path.ts'
import { toComment, toOwnComment } from './render.ts'
import { removeWords } from './remove-words.ts'
import { stand } from './standing.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'
import { wordsOf } from './words.ts'

export interface Comments {
  /** The comment, and whether this call made it (`false`: it was there already). */
  create(writer: Writer, input: NewComment): Promise<{ readonly comment: Comment; readonly created: boolean }>
  edit(writer: Writer, id: CommentId, edit: Edit): Promise<Comment>
  remove(writer: Writer, id: CommentId): Promise<Comment | null>
}

export interface CommentsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
  /** What is asked of each comment before it is shown; all of ours when left out. */
  readonly phases?: readonly Phase[]
  /** What asks others about comments; left out where another process does. */
  readonly askings?: Pick<Askings, 'wake' | 'remember'> | undefined
}

/** Milliseconds; longer than the key of a day lives that both are signed with. */
const PASSES_LIVE = 86_400_000

/**
 * Writing comments. Each write is one transaction that begins by taking the thread's next number, so writers of
 * one thread queue up and what they read in between stays true until they are done.
 */
export function createComments({ database, wakeups, clock, phases = PHASES, askings }: CommentsDeps): Comments {
  /** Others are asked when what they are asked about is stored. */
  function ask({ site, sender }: Writer, id: CommentId): void {
    if (sender !== undefined && readAsked(site.asked).akismet?.sendAddress === true) {
      askings?.remember(site.id, id, sender)
    }
    askings?.wake()
  }

  async function create(writer: Writer, input: NewComment) {
    const { site, page, token, neighbourhood = null } = writer
    const words = wordsOf(input.source)
    const passage = input.passage === undefined ? null : JSON.stringify(input.passage)
    type Answer = {
      readonly comment: Comment
      readonly created: boolean
      readonly on: string
      readonly asks?: boolean
    }
    const { on, ...answer } = await database.transaction<Answer>(async (queries, leave) => {
      const now = clock()
      const thread = await raiseOrAddThread(queries, site.id, page, now)
      const known = await findCommentOnSite(queries, site.id, input.id)
      if (known !== undefined) {
        const author = await authorOf(queries, site.id, token, now)
        const same =
          known.thread_id === thread.id &&
          known.author_id !== null &&
          known.author_id === author?.id &&
          known.parent_id === input.parent &&
          known.source === words.source &&
          known.passage === passage
        if (!same) throw idTaken(input.id)
        leave({ comment: toOwnComment(known), created: false, on: thread.page })
      }
      if (thread.closed === 1 || isOld(site, thread, now)) {
        throw new StorageError(
          'thread-closed',
          `The thread of ${page} takes no new comments until the owner of the site opens it again.`,
        )
      }
      requireSpeaker(site, token)
      const parent = input.parent === null ? null : await parentOf(queries, thread, input.parent)
      const author = await writerFor(queries, site.id, token, input.name ?? null, now)
      const name = nameOf(author)
      // Whoever has an account is called as the account is.
      const taken = await findTaken(queries, site.id, input.id, author.guest === 1 ? skeleton(name) : null)
      if (taken.id) throw idTaken(input.id)
      if (taken.name) throw nameTaken(name)
      const quote = input.passage?.quote ?? ''
      const arrival = writer.arrival && (await unspent(queries, writer.arrival))
      const judging = { author, name, words, quote, neighbourhood, edit: false, arrival, now }
      const judged = await judgeWords(queries, site, judging, phases)
      const shown = judged.status === 'published'
      const row = await addComment(queries, author, {
        site_id: site.id,
        id: input.id,
        thread_id: thread.id,
        parent_id: parent?.id ?? null,
        root_id: parent?.root_id ?? input.id,
        depth: parent === null ? 0 : parent.depth + 1,
        seq: thread.seq,
        path: parent === null ? pathOf([thread.seq]) : pathBelow(parent.path, thread.seq),
        version: 1,
        status: judged.status,
        shown: shown ? 1 : 0,
        created_at: now,
        edited_at: null,
        author_id: author.id,
        author_name: name,
        passage,
        reactions: '{}',
        score: 0,
        children: 0,
        replies: 0,
        fingerprint: judged.fingerprint,
        neighbourhood,
        phase: judged.phase,
        learned: null,
        moved_from: null,
        pinned: 0,
        ...words,
      })
      await spendPasses(queries, arrival?.spends ?? [], now, now + PASSES_LIVE)
      const change = beginChange(queries, thread, now)
      if (parent !== null) await countChild(queries, site.id, parent.id, 1)
      if (shown) {
        change.count(1)
        if (parent !== null) await countReply(queries, site.id, parent.root_id, 1)
      }
      await writeDown(queries, site, input.id, judged, now)
      const stored = { site_id: site.id, id: input.id, version: 1, status: judged.status }
      const asks = await askAbout(queries, stored, judged, now)
      await change.tell('created', input.id)
      await change.finish()
      return { comment: toOwnComment(row), created: true, on: thread.page, asks }
    })
    if (answer.created) wakeups.notify(threadName(site.id, on))
    if (answer.asks === true) ask(writer, input.id)
    return answer
  }

  async function edit(writer: Writer, id: CommentId, change: Edit): Promise<Comment> {
    const { site, neighbourhood = null } = writer
    const words = wordsOf(change.source)
    type Answer = { readonly comment: Comment; readonly on: string; readonly asks: boolean }
    const answer = await database.transaction<Answer>(async (queries) => {
      const now = clock()
      const { thread, row, author } = await takeOwn(queries, writer, id, now)
      if (editableFor(row.created_at, site.editWindow, now) === 0) throw editClosed(id)
      requireCurrent(row, change.version)
      const name = row.author_name ?? nameOf(author)
      const quote = toOwnComment(row).passage?.quote ?? ''
      const judging = { author, name, words, quote, neighbourhood, edit: true, now }
      const judged = await judgeWords(queries, site, judging, phases)
      const { fingerprint } = judged
      const edited = { ...words, fingerprint, version: row.version + 1, edited_at: now }
      await updateComment(queries, site.id, id, edited)
      const asked = await findAsking(queries, site.id, id)
      // What is held for its words stays held until a moderator has looked; what others are asked about is judged anew.
      const anew = row.status === 'published' || asked !== undefined
      const holds = anew && judged.status !== 'published'
      const status = holds ? judged.status : row.status
      if (holds) {
        await writeDown(queries, site, id, judged, now)
        await updateComment(queries, site.id, id, { phase: judged.phase })
      }
      const stored = { site_id: site.id, id, version: row.version + 1, status }
      const asks = anew && (await askAbout(queries, stored, judged, now, asked))
      const told = beginChange(queries, thread, now)
      if (status === row.status) await told.tell('changed', id)
      else await stand(told, row, status)
      await told.finish()
      const comment = status === row.status ? toOwnComment({ ...row, ...edited }) : await readBack(queries, thread, id)
      return { comment, on: thread.page, asks }
    })
    wakeups.notify(threadName(site.id, answer.on))
    if (answer.asks) ask(writer, id)
    return answer.comment
  }

  async function remove({ site, page, token }: Writer, id: CommentId): Promise<Comment | null> {
    type Answer = { readonly left: Comment | null; readonly removed: boolean; readonly on: string }
    const { left, removed, on } = await database.transaction<Answer>(async (queries, leave) => {
      const now = clock()
      const thread = await raiseThread(queries, site.id, page)
      const row = thread && (await findComment(queries, thread.id, id))
      if (thread === undefined || row === undefined) return leave({ left: null, removed: false, on: page })
      // A moderator's removal keeps the words for the moderators; the writer's leaves none.
      if (row.status === 'removed' && row.source === null) leave({ left: toComment(row), removed: false, on: page })
      await requireOwn(queries, { site, page, token }, row, now)
      const change = beginChange(queries, thread, now)
      await removeWords(change, row)
      await change.finish()
      if (row.children === 0) return { left: null, removed: true, on: thread.page }
      const after = await findComment(queries, thread.id, id)
      return { left: after?.shown === 1 ? toComment(after) : null, removed: true, on: thread.page }
    })
    if (removed) wakeups.notify(threadName(site.id, on))
    return left
  }

  return { create, edit, remove }
}

async function parentOf(queries: Queries, thread: ThreadRow, id: CommentId): Promise<CommentRow> {
  const parent = await findComment(queries, thread.id, id)
  if (parent?.status !== 'published') {
    throw new StorageError(
      'parent-not-found',
      `The comment ${id} that this replies to is not on the page ${thread.page}, or not any more. Post it as a comment of its own.`,
      { field: 'parent' },
    )
  }
  if (parent.depth >= LIMITS.threadDepth) {
    throw new StorageError(
      'too-deep',
      `A reply stands at most ${LIMITS.threadDepth} levels deep. Reply to a comment further up.`,
      { field: 'parent' },
    )
  }
  return parent
}

/** What was used up before is worth nothing. */
async function unspent(queries: Queries, arrival: ArrivingPass): Promise<ArrivingPass> {
  const spent = await readSpent(queries, arrival.spends)
  const used = (what: string): boolean => [...spent].some((name) => name.startsWith(what))
  return {
    ...arrival,
    ...(used('form') ? { form: 'wrong' } : {}),
    ...(used('proof') ? { proof: 'wrong' } : {}),
    spends: arrival.spends.filter((name) => !spent.has(name)),
  }
}

/** What a phase had to say stands beside the comment, for the moderators. */
async function writeDown(queries: Queries, site: Site, id: CommentId, judged: Judged, now: number): Promise<void> {
  if (judged.status === 'published') return
  const { status, phase, why } = judged
  await addVerdict(queries, { site_id: site.id, comment_id: id, at: now, status, phase, why, staff_id: null })
}

function nameOf(author: AuthorRow): string {
  if (author.name !== null) return author.name
  throw new StorageError('invalid', 'A guest needs a name: send one with the first comment.', { field: 'name' })
}

function editClosed(id: CommentId): StorageError {
  return new StorageError('edit-closed', `The time to edit the comment ${id} is over. Remove it, or add a reply.`)
}

function idTaken(id: CommentId): StorageError {
  return new StorageError(
    'id-taken',
    `The id ${id} belongs to another comment, or to one that was removed. Make a new id for new words.`,
    { field: 'id' },
  )
}

function nameTaken(name: string): StorageError {
  return new StorageError(
    'name-taken',
    `The name ${JSON.stringify(name)} belongs to somebody with an account here, or looks like theirs. Take another, or sign in.`,
    { field: 'name' },
  )
}
