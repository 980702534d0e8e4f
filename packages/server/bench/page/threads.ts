import { type Conversation, seed } from '../../src/services/seed.ts'
import type { Database } from '../../src/database/database.ts'

const WORDS =
  'The weights got out at night and nobody was told until the morning, which is when it mattered most. '.split(' ')

/** Some words, the same for the same number. */
function words(index: number, count: number): string {
  return Array.from({ length: count }, (_, at) => WORDS[(index * 7 + at * 3) % WORDS.length]).join(' ')
}

/** Whom the comment of an index answers, by its index; `undefined`: nobody. */
type Shape = (index: number) => number | undefined

/** Threads as they are (two in three are replies, four deep), one comment that everybody answers, and answers to answers. */
const SHAPES: Readonly<Record<string, Shape>> = {
  '': (index) => (index % 6 === 0 || index % 6 === 5 ? undefined : index - 1),
  wide: (index) => (index === 0 ? undefined : 0),
  deep: (index) => (index === 0 ? undefined : index - 1),
}

/** What a thread may be named: its size, `wide-5000`, `deep-100`. */
export const isThread = (name: string): boolean => /^((wide|deep)-)?\d+$/.test(name)

/** Writes such a thread to the page of its name. */
export async function writeThread(database: Database, site: string, name: string | number): Promise<void> {
  const [size = '', shape = ''] = String(name).split('-').toReversed()
  const count = Number(size)
  const comments: Conversation['comments'] = Array.from({ length: count }, (_, index) => {
    const answered = SHAPES[shape]?.(index)
    return {
      key: `c${index}`,
      name: `Reader ${index % 40}`,
      text: words(index, 12 + (index % 30)),
      ago: count - index,
      ...(answered === undefined ? {} : { replyTo: `c${answered}` }),
    }
  })
  await seed({ database, now: Date.now() }, site, { page: `/${name}`, comments })
}
