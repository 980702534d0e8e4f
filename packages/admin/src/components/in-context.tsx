import type { InContext, NewBan, QueueItem } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useStore } from './context.ts'
import { countOf } from './count-of.ts'
import { valuesOf } from './field.tsx'
import { LabelForm } from './label-form.tsx'
import { Loading } from './loading.tsx'
import { Time } from './time.tsx'
import { useLoaded } from './use-loaded.ts'
import { Words } from './words.tsx'

/** The server takes so many verdicts at once. */
const AT_ONCE = 100

export interface ContextProps {
  readonly item: QueueItem
  readonly site: string
}

/** What stands above a comment, what was decided of it, and what is known of its author. */
export function Context({ item, site }: ContextProps): JSX.Element {
  const { api, notices, attempt, place, queue } = useStore()
  const loaded = useLoaded<InContext>(() => api.comment(site, item.comment.id))
  const context = loaded.value
  if (context === undefined) return <Loading of={loaded} />
  const { above, verdicts, history, others, notes, banned, comment } = context
  const { author } = comment

  async function ban(newBan: NewBan): Promise<void> {
    await attempt(async () => {
      const { hidden } = await api.ban(site, newBan)
      if (newBan.kind === 'author') {
        const taken = hidden.length === 0 ? '' : ` ${countOf(hidden.length)} taken down.`
        notices.say(`${author?.name ?? 'They'} can write no more.${taken}`, { undo: () => void undoBan(hidden) })
      } else notices.say('Nobody from there can write today.')
      loaded.again()
      if (hidden.length > 0) await queue.load()
    })
  }

  async function again(): Promise<void> {
    loaded.again()
    await queue.load()
  }

  async function pin(on: boolean): Promise<void> {
    await attempt(async () => {
      await api.pin(site, comment.id, on)
      notices.say(on ? 'Pinned: it stands before all others.' : 'Not pinned any more.', { undo: () => void pin(!on) })
      await again()
    })
  }

  async function undoBan(hidden: readonly string[]): Promise<void> {
    await attempt(async () => {
      if (author !== null) await api.liftBan(site, 'author', author.id)
      for (let from = 0; from < hidden.length; from += AT_ONCE) {
        const ids = hidden.slice(from, from + AT_ONCE)
        await api.decide(
          site,
          ids.map((id) => ({ id, from: 'removed', to: 'published' })),
        )
      }
      notices.say('Undone.')
      loaded.again()
      if (hidden.length > 0) await queue.load()
    })
  }

  return (
    <div class="context">
      {above.length > 0 && (
        <section aria-label="What it replies to">
          <h2>It replies to</h2>
          {above.map((one) => (
            <div key={one.id} class="above">
              <bdi class="name">{one.author?.name ?? 'removed'}</bdi> <Words comment={one} />
            </div>
          ))}
        </section>
      )}
      {verdicts.length > 0 && (
        <section aria-label="What was decided">
          <h2>Decided so far</h2>
          <ul>
            {verdicts.map(({ at, by, phase, status, why }) => (
              <li key={`${at} ${status}`}>
                <Time at={at} /> {by ?? phase}: {status}
                {why !== '' && ` (${why})`}
              </li>
            ))}
          </ul>
        </section>
      )}
      {author !== null && (
        <section aria-label="The author">
          <h2>
            <a href={place.href({ filter: { author: author.id }, tab: 'published' })}>
              All by <bdi>{author.name}</bdi>
            </a>
          </h2>
          <p>
            {history.published} published, {history.pending} pending, {history.spam} spam, {history.removed} removed
          </p>
          {others.map((other) => (
            <div key={other.comment.id} class="above">
              <span class="badge">{other.comment.status}</span> <Time at={other.comment.createdAt} />
              <Words comment={other.comment} />
            </div>
          ))}
          {notes.map(({ text, by, at }) => (
            <p key={at} class="note">
              <q dir="auto">{text}</q> {by}, <Time at={at} />
            </p>
          ))}
          <form
            class="row"
            onSubmit={(event) => {
              event.preventDefault()
              const text = valuesOf(event)['note'] ?? ''
              const form = event.currentTarget
              void attempt(async () => {
                loaded.set({ ...context, notes: await api.addNote(site, author.id, text) })
                form.reset()
              })
            }}
          >
            <input
              name="note"
              required
              maxLength={2000}
              aria-label="A note on the author, for the other moderators"
              placeholder="A note for the other moderators"
            />
            <button type="submit" class="button">
              Add note
            </button>
          </form>
          <LabelForm site={site} author={author} changed={() => void again()} />
          <div class="row">
            {comment.status === 'published' && comment.parent === null && (
              <button type="button" class="button" onClick={() => void pin(comment.pinned !== true)}>
                {comment.pinned === true ? 'Unpin' : 'Pin to the top of its page'}
              </button>
            )}
            {banned ? (
              <a class="button" href={place.href({ room: 'bans' })}>
                Banned: see bans
              </a>
            ) : (
              <>
                <button
                  type="button"
                  class="button bad"
                  onClick={() => void ban({ kind: 'author', comment: comment.id, why: '' })}
                >
                  Ban <bdi>{author.name}</bdi>
                </button>
                {history.published > 0 && (
                  <button
                    type="button"
                    class="button bad"
                    onClick={() => void ban({ kind: 'author', comment: comment.id, hide: true, why: '' })}
                  >
                    Ban and take down {countOf(history.published)}
                  </button>
                )}
              </>
            )}
            <button
              type="button"
              class="button"
              onClick={() => void ban({ kind: 'neighbourhood', comment: comment.id, why: '', days: 1 })}
            >
              Ban where it was written from, for today
            </button>
          </div>
        </section>
      )}
    </div>
  )
}
