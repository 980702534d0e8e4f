import type { PageNote, Redirect } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { useStore } from './context.ts'
import { countOf } from './count-of.ts'
import { valuesOf } from './field.tsx'
import { PageMoveDialog } from './page-move.tsx'
import { Time } from './time.tsx'

export interface PageRowProps {
  readonly site: string
  readonly owner: boolean
  readonly note: PageNote
  /** Shows the page like this from now on. */
  readonly changed: (note: PageNote) => void
  /** Reads all pages again: more than this one is changed. */
  readonly again: () => void
}

/** A page, and what can be done with it. */
export function PageRow({ site, owner, note, changed, again }: PageRowProps): JSX.Element {
  const { api, attempt, notices, place } = useStore()
  const moving = useRef<HTMLDialogElement>(null)
  const { page, closed, redirects } = note

  async function setClosed(close: boolean): Promise<void> {
    await attempt(async () => {
      changed(await api.setClosed(site, page, close))
      notices.say(close ? 'Closed: readers can still read.' : 'Open again.', { undo: () => void setClosed(!close) })
    })
  }

  return (
    <li>
      <a class="grow" href={place.href({ room: 'queue', tab: 'published', filter: { page } })}>
        {page}
      </a>
      <span>{countOf(note.count)}</span>
      <Time at={note.at} />
      <span class="row">
        <button
          type="button"
          class="button"
          aria-label={`${closed ? 'Open' : 'Close'} ${page}`}
          onClick={() => void setClosed(!closed)}
        >
          {closed ? 'Open' : 'Close'}
        </button>
        {owner && (
          <button type="button" class="button" aria-label={`Move ${page}`} onClick={() => moving.current?.showModal()}>
            Move…
          </button>
        )}
      </span>
      {owner && (
        <>
          <PageMoveDialog dialog={moving} site={site} note={note} again={again} />
          <Addresses site={site} note={note} changed={changed} again={again} redirects={redirects} />
        </>
      )}
    </li>
  )
}

interface AddressesProps extends Omit<PageRowProps, 'owner'> {
  readonly redirects: readonly Redirect[]
}

/** The other addresses that lead to a page. */
function Addresses({ site, note: { page }, changed, again, redirects }: AddressesProps): JSX.Element {
  const { api, attempt, notices } = useStore()

  async function add(address: string): Promise<boolean> {
    return attempt(async () => {
      const before = new Set(redirects.map((one) => one.page))
      const note = await api.redirect(site, address, page)
      changed(note)
      const added = note.redirects.find((one) => !before.has(one.page))?.page ?? address
      notices.say(`${added} leads to ${page}.`, { undo: () => void end(added) })
    })
  }

  async function end(address: string): Promise<void> {
    await attempt(async () => {
      changed(await api.endRedirect(site, address))
      notices.say(`${address} leads nowhere any more.`, { undo: () => void add(address) })
    })
  }

  async function split(address: string): Promise<void> {
    await attempt(async () => {
      const { count } = await api.split(site, address)
      again()
      notices.say(`${countOf(count)} went back to ${address}.`, { undo: () => void merge(address) })
    })
  }

  async function merge(address: string): Promise<void> {
    await attempt(async () => {
      await api.move(site, { page: address, to: page, merge: true, redirect: true }, () => undefined)
      again()
      notices.say('Merged again.')
    })
  }

  return (
    <details class="addresses">
      <summary>
        {redirects.length === 0 ? 'Other addresses' : `Other addresses: ${redirects.length}`}
        <span class="visually-hidden"> of {page}</span>
      </summary>
      <ul class="rows">
        {redirects.map(({ page: address, merged }) => (
          <li key={address}>
            <span class="grow">
              {address} leads here{merged > 0 && `; ${countOf(merged)} came from there`}
            </span>
            {merged > 0 ? (
              <button
                type="button"
                class="button"
                aria-label={`Split off ${address}`}
                onClick={() => void split(address)}
              >
                Split off
              </button>
            ) : (
              <button
                type="button"
                class="button"
                aria-label={`End the redirect from ${address}`}
                onClick={() => void end(address)}
              >
                End
              </button>
            )}
          </li>
        ))}
      </ul>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          void add(valuesOf(event)['address'] ?? '').then((went) => went && form.reset())
        }}
      >
        <input
          name="address"
          required
          aria-label={`Another address that leads to ${page}`}
          placeholder="Another address that leads here"
        />
        <button type="submit" class="button">
          Add
        </button>
      </form>
    </details>
  )
}
