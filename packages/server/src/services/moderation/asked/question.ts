import { parseContent } from '@afterword/storage'
import type { CommentRow } from '../../../database/comments.ts'
import type { Site } from '../../../database/sites.ts'
import { submissionOf } from '../submission.ts'
import type { Question, Sender } from './asker.ts'

/** What is asked about a comment as it stands. */
export function questionOf(site: Site, page: string, row: CommentRow, sender: Sender | undefined): Question {
  const content = parseContent(JSON.parse(row.content ?? '[]'), 'content')
  const passage: unknown = row.passage === null ? null : JSON.parse(row.passage)
  const rest = { name: row.author_name ?? '', author: undefined, neighbourhood: null, edit: row.version > 1 }
  const { source, text, quote, hosts, name } = submissionOf(content, {
    ...rest,
    source: row.source ?? '',
    quote: typeof passage === 'object' && passage !== null && 'quote' in passage ? String(passage.quote) : '',
  })
  return {
    site: site.key,
    origin: site.origins[0] ?? '',
    page,
    id: row.id,
    parent: row.parent_id,
    version: row.version,
    createdAt: row.created_at,
    author: { id: row.author_id ?? '', name },
    source,
    text,
    quote,
    hosts,
    sender,
    trial: false,
  }
}

/** What is asked where an owner tries whether asking works: words that every filter should find something in. */
export function sampleQuestion(site: Site, now: number): Question {
  const text = 'Cheap watches and casino bonus! Buy now at https://watches.example/ and win.'
  return {
    site: site.key,
    origin: site.origins[0] ?? '',
    page: '/afterword-trial',
    id: '00000000-0000-7000-8000-000000000000',
    parent: null,
    version: 1,
    createdAt: now,
    author: { id: 'trial', name: 'Afterword trial' },
    source: text,
    text,
    quote: '',
    hosts: ['watches.example'],
    sender: undefined,
    trial: true,
  }
}
