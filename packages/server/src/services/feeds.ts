import { toHtml, toText } from '@afterword/markdown'
import type { Database } from '../database/database.ts'
import { readNewest } from '../database/feeds.ts'
import type { FeedRow } from '../database/feeds.ts'
import type { Site } from '../database/sites.ts'
import { pageAddress } from './page-address.ts'

export interface FeedEntry {
  readonly id: string
  readonly page: string
  /** Where it stands. */
  readonly address: string
  readonly author: string
  readonly html: string
  /** Its first words. */
  readonly title: string
  /** Milliseconds since the epoch. */
  readonly published: number
  readonly updated: number
}

export interface Feed {
  readonly title: string
  /** Of the page, or of the site. */
  readonly home: string
  readonly entries: readonly FeedEntry[]
}

export interface Feeds {
  /** The newest comments of a page, or of the site when no page is named. */
  read(site: Site, page: string | undefined): Promise<Feed>
}

const ENTRIES = 50
/** Characters of a comment that stand in its title. */
const TITLE = 80

export function createFeeds({ queries }: Database): Feeds {
  return {
    async read(site, page) {
      const rows = await readNewest(queries, site.id, page, ENTRIES)
      const home = page === undefined ? `${site.origins[0] ?? ''}/` : pageAddress(site, page)
      return {
        title: page === undefined ? `Comments on ${site.key}` : `Comments on ${page}`,
        home,
        entries: rows.flatMap((row) => toEntry(site, row) ?? []),
      }
    },
  }
}

function toEntry(site: Site, row: FeedRow): FeedEntry | undefined {
  if (row.content === null || row.author_name === null) return undefined
  const tree = JSON.parse(row.content)
  return {
    id: row.id,
    page: row.page,
    address: `${pageAddress(site, row.page)}#comment-${row.id}`,
    author: row.author_name,
    html: toHtml(tree),
    title: `${row.author_name}: ${shorten(toText(tree))}`,
    published: row.created_at,
    updated: row.edited_at ?? row.created_at,
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length <= TITLE
    ? line
    : `${letters
        .slice(0, TITLE)
        .join('')
        .replace(/\s\S*$/, '')}…`
}
