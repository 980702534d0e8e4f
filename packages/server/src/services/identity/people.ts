import { randomUUID } from 'node:crypto'
import { addAccount, findByIdentity, renameAccount } from '../../database/identities.ts'
import type { AuthorRow } from '../../database/authors.ts'
import type { Queries } from '../../database/database.ts'
import type { Site } from '../../database/sites.ts'
import { skeleton } from '../moderation/skeleton.ts'
import type { Holder } from './sessions.ts'

/** Who somebody is, as the way in which they came says. */
export interface Person {
  /** `staff`, or what found them out. */
  readonly provider: string
  /** What the provider calls them. */
  readonly subject: string
  readonly name: string
  readonly staffId: string | null
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
      // Staff are called what the dashboard calls them.
      if (staffId !== null && (author.name !== name || author.badge === null)) {
        const values = { name, folded_name: skeleton(name), badge: 'moderator' } as const
        await renameAccount(queries, author.id, values)
        return { author: { ...author, ...values }, staffId, way: provider }
      }
      return { author, staffId, way: provider }
    },
  }
}
