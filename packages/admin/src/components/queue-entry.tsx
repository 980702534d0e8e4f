import type { QueueItem } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useStore } from './context.ts'
import { Context } from './in-context.tsx'
import { Time } from './time.tsx'
import { Verdicts } from './verdicts.tsx'
import { Words } from './words.tsx'

export interface QueueEntryProps {
  readonly item: QueueItem
  readonly site: string
}

/** A comment, why it is here, and what can be done with it. */
export function QueueEntry({ item, site }: QueueEntryProps): JSX.Element {
  const { queue, place } = useStore()
  const { comment, page, verdict, reports } = item
  const current = queue.current.value?.comment.id === comment.id
  const [open, setOpen] = useState(false)
  const entry = useRef<HTMLElement>(null)
  const name = comment.author?.name ?? 'somebody'

  useEffect(() => {
    if (current) entry.current?.scrollIntoView({ block: 'nearest' })
  }, [current])

  return (
    <li>
      <article
        ref={entry}
        class={current ? 'entry current' : 'entry'}
        aria-current={current ? 'true' : undefined}
        aria-label={`Comment by ${name}`}
        onFocusIn={() => queue.select(comment.id)}
      >
        <header>
          <label class="check">
            <input
              type="checkbox"
              checked={queue.chosen.value.has(comment.id)}
              onChange={(event) => queue.choose(comment.id, event.currentTarget.checked)}
            />
            <span class="visually-hidden">Choose the comment by {name}</span>
          </label>
          <bdi class="name">{name}</bdi>
          {comment.author?.guest === true && <span class="badge">guest</span>}
          {comment.author?.label !== undefined && <bdi class="badge">{comment.author.label}</bdi>}
          {comment.pinned === true && <span class="badge">pinned</span>}
          <Time at={comment.createdAt} />
          <a class="page" href={place.href({ filter: { page } })} title="Only this page">
            {page}
          </a>
        </header>
        <Words comment={comment} />
        {verdict !== null && (
          <p class="why">
            {verdict.by === null ? (
              <a href={place.href({ filter: { phase: verdict.phase } })}>{verdict.phase}</a>
            ) : (
              <span>{verdict.by}</span>
            )}
            : {verdict.why === '' ? verdict.status : verdict.why}
          </p>
        )}
        {reports.map(({ reason, note, at }) => (
          <p key={at} class="why report">
            Reported as {reason}
            {note !== null && <q dir="auto">{note}</q>} <Time at={at} />
          </p>
        ))}
        <footer>
          <Verdicts items={[item]} of={`the comment by ${name}`} />
          <button type="button" class="button quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Less' : 'More'}
          </button>
        </footer>
        {open && <Context item={item} site={site} />}
      </article>
    </li>
  )
}
