import { type Conversation, seed } from '../../src/services/seed.ts'
import type { Database } from '../../src/database/database.ts'

const WORDS =
  'The weights got out at night and nobody was told until the morning, which is when it mattered most. '.split(' ')

/** Some words, the same for the same number. */
function words(index: number, count: number): string {
  return Array.from({ length: count }, (_, at) => WORDS[(index * 7 + at * 3) % WORDS.length]).join(' ')
}

/** Writes a thread of so many comments to the page `/<size>`: two in three of them are replies, four deep. */
export async function writeThread(database: Database, site: string, size: number): Promise<void> {
  const comments: Conversation['comments'] = Array.from({ length: size }, (_, index) => {
    const level = index % 6
    const answers = level === 0 || level === 5 ? {} : { replyTo: `c${index - 1}` }
    return {
      key: `c${index}`,
      name: `Reader ${index % 40}`,
      text: words(index, 12 + (index % 30)),
      ago: size - index,
      ...answers,
    }
  })
  await seed({ database, now: Date.now() }, site, { page: `/${size}`, comments })
}
