import type { Role } from '@afterword/storage/admin'
import { LINK_HASH } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useStore } from './context.ts'
import { Loading } from './loading.tsx'
import { useLoaded } from './use-loaded.ts'

/** Who looks after the site. */
export function People({ site }: { readonly site: string }): JSX.Element {
  const { api, attempt } = useStore()
  const loaded = useLoaded(() => api.people(site))
  const [link, setLink] = useState<string | null>(null)
  const people = loaded.value
  if (people === undefined) return <Loading of={loaded} />

  async function invite(role: Role): Promise<void> {
    await attempt(async () => {
      const answer = await api.invite(site, role)
      setLink(`${location.origin}/admin${LINK_HASH}${answer.link}`)
    })
  }

  return (
    <>
      <ul class="rows">
        {people.map(({ id, name, role, everywhere }) => (
          <li key={id}>
            <bdi class="grow name">{name}</bdi>
            <span>{everywhere ? 'owner of all sites' : role}</span>
            {!everywhere && (
              <button
                type="button"
                class="button bad"
                aria-label={`Dismiss ${name}`}
                onClick={() => void attempt(async () => loaded.set(await api.dismiss(site, id)))}
              >
                Dismiss
              </button>
            )}
          </li>
        ))}
      </ul>
      <section class="card" aria-label="Invite">
        <h2>Invite somebody</h2>
        <div class="row">
          <button type="button" class="button" onClick={() => void invite('moderator')}>
            A link for a moderator
          </button>
          <button type="button" class="button" onClick={() => void invite('owner')}>
            A link for an owner
          </button>
        </div>
        {link !== null && (
          <>
            <p>Send it to one person. It works once, for a day, and is not shown again.</p>
            <pre class="snippet" tabIndex={0} role="region" aria-label="The link">
              <code>{link}</code>
            </pre>
          </>
        )}
      </section>
    </>
  )
}
