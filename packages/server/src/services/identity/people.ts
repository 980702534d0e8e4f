import { randomUUID } from 'node:crypto'
import { StorageError } from '@afterword/storage'
import { addAccount, findByIdentity, keepEmail, renameAccount } from '../../database/identities.ts'
import type { AuthorRow } from '../../database/authors.ts'
import type { Database } from '../../database/database.ts'
import type { Queries } from '../../database/queries.ts'
import { moveBan } from '../../database/moderation.ts'
import type { Site } from '../../database/sites.ts'
import { skeleton } from '../moderation/skeleton.ts'
import { tellOfAuthor } from '../tell-of-author.ts'
import { banOf } from './ban-of.ts'
import { requireFreeName } from './names.ts'

/** Who somebody is, as the way in which they came says. */
export interface Person {
  /** `staff`, `host` for a user of the site itself, `email`, or the address of who vouches for them. */
  readonly provider: string
  /** What the provider calls them. */
  readonly subject: string
  /** Of a reader who chooses their name here: what might be one. */
  readonly name: string
  readonly staffId: string | null
  /** One that is theirs for certain. It is shown to nobody. */
  readonly email?: string
}

/** Whose session it is to be. */
export interface Holder {
  readonly author: AuthorRow
  readonly staffId: string | null
  /** How they came in. */
  readonly way: string
}

export interface People {
  /** The author that this person is on the site; an account is made for who was never here and is named elsewhere. */
  holderFor(queries: Queries, site: Site, person: Person): Promise<Holder>
  known(site: Site, person: Person): Promise<AuthorRow | undefined>
  /** Makes an account under the name that they chose, unless they have one. @throws StorageError `name-taken` and others with the field `name` */
  welcome(site: Site, person: Person, name: string): Promise<AuthorRow>
}

export interface PeopleDeps {
  readonly database: Database
  readonly clock: () => number
}

/** Whether somebody comes from somewhere else that people sign in and out of, and are named in. */
export function isLent(provider: string): boolean {
  return provider === 'staff' || provider === 'host'
}

/** Persons and the authors that they are on a site. */
export function createPeople({ database, clock }: PeopleDeps): People {
  async function add(queries: Queries, site: Site, person: Person, name: string): Promise<AuthorRow> {
    const { provider, subject, staffId, email } = person
    const now = clock()
    const folded = skeleton(name)
    const author: AuthorRow = {
      id: randomUUID(),
      site_id: site.id,
      token_hash: null,
      name,
      guest: 0,
      badge: staffId === null ? null : 'moderator',
      label: null,
      created_at: now,
      folded_name: folded,
    }
    await addAccount(queries, author, {
      site_id: site.id,
      provider,
      subject,
      author_id: author.id,
      email: email ?? null,
      created_at: now,
      own_name: isLent(provider) ? null : folded,
    })
    // Whoever was banned and deleted their account is banned.
    await moveBan(queries, site.id, banOf({ provider, subject }), author.id)
    return author
  }

  async function lent(queries: Queries, site: Site, person: Person): Promise<AuthorRow> {
    const { provider, subject, name, staffId } = person
    const author =
      (await findByIdentity(queries, site.id, provider, subject)) ?? (await add(queries, site, person, name))
    const badge = staffId === null ? author.badge : 'moderator'
    if (author.name === name && author.badge === badge) return author
    // They are called what the dashboard, or the site, calls them now.
    const values = { name, folded_name: skeleton(name), badge }
    if (author.badge !== badge) await tellOfAuthor(queries, site.id, author.id, clock())
    await renameAccount(queries, author.id, values)
    return { ...author, ...values }
  }

  async function own(queries: Queries, site: Site, { provider, subject, email }: Person): Promise<AuthorRow> {
    const author = await findByIdentity(queries, site.id, provider, subject)
    if (author === undefined) throw new StorageError('not-found', 'The account is gone. Begin again on the page.')
    await keepEmail(queries, site.id, provider, subject, email ?? null)
    return author
  }

  return {
    async holderFor(queries, site, person) {
      const { provider, staffId } = person
      const author = await (isLent(provider) ? lent : own)(queries, site, person)
      return { author, staffId, way: provider }
    },

    known: (site, { provider, subject }) => findByIdentity(database.queries, site.id, provider, subject),

    welcome: (site, person, name) =>
      // Two of one name at once: the second is done anew, and finds the first.
      database.transaction<AuthorRow>(async (queries) => {
        const known = (): Promise<AuthorRow | undefined> =>
          findByIdentity(queries, site.id, person.provider, person.subject)
        const before = await known()
        if (before !== undefined) return before
        try {
          return await add(queries, site, person, await requireFreeName(queries, site, name))
        } catch (error) {
          // The name was taken between the two questions: perhaps by themselves, in another window.
          const themselves = error instanceof StorageError && error.code === 'name-taken' ? await known() : undefined
          if (themselves === undefined) throw error
          return themselves
        }
      }),
  }
}
