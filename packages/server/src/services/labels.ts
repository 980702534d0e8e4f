import { LIMITS, StorageError, cleanName } from '@afterword/storage'
import type { Author } from '@afterword/storage'
import { addAudit } from '../database/audit.ts'
import { labelAuthor } from '../database/authors.ts'
import type { Database } from '../database/database.ts'
import { raiseSiteVersion } from '../database/sites.ts'
import type { Site } from '../database/sites.ts'
import { toAuthor } from './authors.ts'

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
  readonly clock: () => number
}

export function createLabels({ database, clock }: LabelsDeps): Labels {
  return {
    label(site, staffId, id, label) {
      const clean = label === null ? null : cleanName(label, 'label')
      if (clean !== null && graphemes(clean) > LIMITS.labelGraphemes) {
        throw new StorageError('too-long', `A label has at most ${LIMITS.labelGraphemes} characters.`, {
          field: 'label',
        })
      }
      return database.transaction(async (queries) => {
        const row = await labelAuthor(queries, site.id, id, clean)
        const author = toAuthor(row)
        if (author === null) throw new StorageError('not-found', `The site has no author ${id}.`, { field: 'author' })
        // It stands in what is kept of every page that they wrote on.
        await raiseSiteVersion(queries, site.id)
        const why = clean ?? ''
        const what = clean === null ? 'took the label from' : 'labelled'
        const about = author.name
        await addAudit(queries, { site_id: site.id, at: clock(), staff_id: staffId, what, about, why })
        return author
      })
    },
  }
}

/** Made anew: the tables that it reads take memory, and few servers give a label. */
function graphemes(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
}
