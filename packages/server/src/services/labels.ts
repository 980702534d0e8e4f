import { LIMITS, StorageError, cleanName } from '@afterword/storage'
import type { Author } from '@afterword/storage'
import { addAudit } from '../database/audit.ts'
import { labelAuthor } from '../database/authors.ts'
import type { Database } from '../database/database.ts'
import type { Site } from '../database/sites.ts'
import { toAuthor } from './authors.ts'
import { tellOfAuthor } from './tell-of-author.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

export interface Labels {
  /**
   * Says something of an author beside their name, on everything that they wrote and will write; `null`: nothing any more.
   *
   * @throws StorageError `not-found`, or `invalid` and `too-long` for words that are no label
   */
  label(site: Site, staffId: string, author: string, label: string | null): Promise<Author>
}

export interface LabelsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

export function createLabels({ database, wakeups, clock }: LabelsDeps): Labels {
  return {
    async label(site, staffId, id, label) {
      const clean = label === null ? null : cleanName(label, 'label')
      if (clean !== null && graphemes(clean) > LIMITS.labelGraphemes) {
        throw new StorageError('too-long', `A label has at most ${LIMITS.labelGraphemes} characters.`, {
          field: 'label',
        })
      }
      const { author: labelled, pages } = await database.transaction(async (queries) => {
        const on = await tellOfAuthor(queries, site.id, id, clock())
        const row = await labelAuthor(queries, site.id, id, clean)
        const author = toAuthor(row)
        if (author === null) throw new StorageError('not-found', `The site has no author ${id}.`, { field: 'author' })
        const why = clean ?? ''
        const what = clean === null ? 'took the label from' : 'labelled'
        const about = author.name
        await addAudit(queries, { site_id: site.id, at: clock(), staff_id: staffId, what, about, why })
        return { author, pages: on }
      })
      for (const page of pages) wakeups.notify(threadName(site.id, page))
      return labelled
    },
  }
}

/** Made anew: the tables that it reads take memory, and few servers give a label. */
function graphemes(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
}
