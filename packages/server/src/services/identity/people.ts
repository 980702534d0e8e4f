import { randomUUID } from 'node:crypto'
import { addAccount, findByIdentity, renameAccount } from '../../database/identities.ts'
import type { AuthorRow } from '../../database/authors.ts'
import type { Queries } from '../../database/database.ts'
import type { Site } from '../../database/sites.ts'
import { skeleton } from '../moderation/skeleton.ts'

/** Who somebody is, as the way in which they came says. */
export interface Person {
  /** `staff`, or `host` for a user of the site itself. */
  readonly provider: string
  /** What the provider calls them. */
  readonly subject: string
  readonly name: string
  readonly staffId: string | null
}

/** Whose session it is to be. */
export interface Holder {
  readonly author: AuthorRow
  readonly staffId: string | null
  /** How they came in. */
  readonly way: string
}

export interface People {
  /** The author that this person is on the site; an account is made for who was never here. */
  holderFor(queries: Queries, site: Site, person: Person): Promise<Holder>
}

/** Persons and the authors that they are on a site. */
export function createPeople({ clock }: { readonly clock: () => number }): People {
  async function add(queries: Queries, site: Site, { provider, subject, name, staffId }: Person): Promise<AuthorRow> {
    const now = clock()
    const author: AuthorRow = {
      id: randomUUID(),
      site_id: site.id,
      token_hash: null,
      name,
      guest: 0,
      badge: staffId === null ? null : 'moderator',
      label: null,
      created_at: now,
      folded_name: skeleton(name),
    }
    const identity = { site_id: site.id, provider, subject, author_id: author.id, email: null, created_at: now }
    await addAccount(queries, author, identity)
    return author
  }

  return {
    async holderFor(queries, site, person) {
      const { provider, subject, name, staffId } = person
      const known = await findByIdentity(queries, site.id, provider, subject)
      const author = known ?? (await add(queries, site, person))
      const badge = staffId === null ? author.badge : 'moderator'
      // They are called what the dashboard, or the site, calls them now.
      if (author.name !== name || author.badge !== badge) {
        const values = { name, folded_name: skeleton(name), badge }
        await renameAccount(queries, author.id, values)
        return { author: { ...author, ...values }, staffId, way: provider }
      }
      return { author, staffId, way: provider }
    },
  }
}
