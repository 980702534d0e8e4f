import type { AccountData } from '@afterword/storage/identity'
import type { Database } from '../../database/database.ts'
import { readIdentitiesOf, readReacted, readReported, readSessionsOf, readWritten } from '../../database/leaving.ts'
import type { WrittenRow } from '../../database/leaving.ts'
import type { Site } from '../../database/sites.ts'
import { toAuthor } from '../authors.ts'
import type { Sessions } from './sessions.ts'

/** Comments that are read at once: a file may be larger than what fits into memory. */
const AT_ONCE = 200
/** Of more reactions, or more reports, than this the rest is left out. */
const MOST = 100_000

export interface OwnData {
  /**
   * The file of all that the server has of an account, as JSON and piece by piece.
   *
   * @throws StorageError `unauthorized`, before the first piece
   */
  file(site: Site, access: string): Promise<AsyncIterable<string>>
}

export interface OwnDataDeps {
  readonly database: Database
  readonly clock: () => number
}

/** What somebody with an account can take with them. */
export function createOwnData({ database: { queries }, clock }: OwnDataDeps, sessions: Sessions): OwnData {
  return {
    async file(site, access) {
      const { author } = await sessions.who(site, access)
      const whose = { siteId: site.id, authorId: author.id }
      const shown = toAuthor(author)
      if (shown === null) throw new Error('An account has no name.')
      const head: Omit<AccountData, 'comments'> = {
        version: 1,
        site: site.key,
        at: clock(),
        account: { ...shown, createdAt: author.created_at },
        identities: (await readIdentitiesOf(queries, whose)).map(({ provider, subject, email, created_at }) => ({
          provider,
          subject,
          email,
          createdAt: created_at,
        })),
        sessions: (await readSessionsOf(queries, whose, clock())).map(({ way, created_at, expires_at }) => ({
          way,
          createdAt: created_at,
          expiresAt: expires_at,
        })),
        reactions: (await readReacted(queries, whose, MOST)).map(({ page, comment_id: comment, reaction }) => ({
          page,
          comment,
          reaction,
        })),
        reports: (await readReported(queries, whose, MOST)).map(({ page, comment_id: comment, reason, note, at }) => ({
          page,
          comment,
          reason,
          note,
          at,
        })),
      }

      async function* pieces(): AsyncGenerator<string> {
        yield `${JSON.stringify(head).slice(0, -1)},"comments":[`
        let after = ''
        for (;;) {
          const rows = await readWritten(queries, whose, after, AT_ONCE)
          const words = rows.map((row) => JSON.stringify(toWritten(row))).join(',\n')
          yield after === '' || words === '' ? words : `,\n${words}`
          const last = rows.at(-1)
          if (last === undefined || rows.length < AT_ONCE) break
          after = last.id
        }
        yield ']}\n'
      }
      return pieces()
    },
  }
}

/** They are told that something is held, and not what for. */
function toWritten(row: WrittenRow): AccountData['comments'][number] {
  return {
    id: row.id,
    page: row.page,
    parent: row.parent_id,
    name: row.author_name ?? '',
    status: row.status === 'spam' ? 'pending' : row.status,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    source: row.source ?? '',
    passage: row.passage === null ? null : JSON.parse(row.passage),
  }
}
