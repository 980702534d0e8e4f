import { StorageError } from '@afterword/storage'
import type { AskedChange, AskedSettings, TrialAnswer } from '@afterword/storage/admin'
import * as v from 'valibot'
import { hurryCorrections, readCorrections } from '../database/akismet-opinions.ts'
import { addAudit } from '../database/audit.ts'
import type { Database } from '../database/database.ts'
import { readSecrets, removeSecret, saveSecret } from '../database/site-secrets.ts'
import { saveAsked } from '../database/sites.ts'
import type { Site } from '../database/sites.ts'
import { NoAnswer } from './moderation/asked/asker.ts'
import type { AskerName } from './moderation/asked/asker.ts'
import { ASKERS, askerOf } from './moderation/asked/askers.ts'
import type { Secrets } from './moderation/asked/askers.ts'
import { sampleQuestion } from './moderation/asked/question.ts'
import { askedSettings, readAsked } from './moderation/asked/settings.ts'
import { OutboundError } from './outbound.ts'
import type { Outbound } from './outbound.ts'

const secret = v.exactOptional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)))

/** What an owner sends: a secret only where there is a new one. */
export const askedChange = v.strictObject({
  ...askedSettings.entries,
  secrets: v.strictObject({
    webhook: v.exactOptional(
      v.pipe(
        v.string(),
        v.trim(),
        v.regex(/^whsec_[A-Za-z0-9+/]{32,344}={0,2}$/, 'A secret is whsec_ and at least 24 bytes in base64.'),
      ),
    ),
    akismet: secret,
    model: secret,
  }),
})

export interface AskedOffice {
  read(site: Site): Promise<AskedSettings>
  save(site: Site, staffId: string, change: AskedChange): Promise<AskedSettings>
  /** Has what Akismet did not take tried now. */
  correctNow(site: Site): Promise<AskedSettings>
  /** Asks about a sample, by what an owner has typed and not saved. */
  try(site: Site, name: AskerName, change: AskedChange): Promise<TrialAnswer>
}

export interface AskedOfficeDeps {
  readonly database: Database
  readonly clock: () => number
  readonly outbound: Outbound
  /** Sends it. Left out where nobody is asked. */
  readonly askings?: { wake(): void }
}

/** What an owner decides of whom the server asks. A secret goes in, and never out again. */
export function createAskedOffice({ database, clock, outbound, askings }: AskedOfficeDeps): AskedOffice {
  /** The secrets as they are with a change. @throws StorageError `invalid` when one is missing */
  async function secretsWith(site: Site, change: AskedChange): Promise<Secrets> {
    const before = readAsked(site.asked)
    const known = await readSecrets(database.queries, site.id)
    const secrets = new Map<AskerName, string>()
    for (const name of ASKERS) {
      const [was, is] = [before[name], change[name]]
      if (is === null) continue
      // A secret belongs to whom it was given for: elsewhere it would be given away.
      const same = was !== null && new URL(was.url).origin === new URL(is.url).origin
      const value = change.secrets[name] ?? (same ? known.get(name) : undefined)
      if (value !== undefined) secrets.set(name, value)
      else if (name !== 'model') {
        const what = name === 'webhook' ? 'secret' : 'key'
        throw new StorageError('invalid', `The ${name} at this address needs its ${what}. Type it in.`, {
          field: `secrets.${name}`,
        })
      }
    }
    return secrets
  }

  async function read(site: Site): Promise<AskedSettings> {
    const known = await readSecrets(database.queries, site.id)
    const [webhook, akismet, model] = [known.has('webhook'), known.has('akismet'), known.has('model')]
    const { waiting, trying, failed } = await readCorrections(database.queries, site.id)
    return {
      ...readAsked(site.asked),
      secrets: { webhook, akismet, model },
      corrections: {
        waiting,
        trying,
        failed: failed === undefined ? null : { why: failed.why, attempts: failed.attempts, due: failed.due_at ?? 0 },
      },
    }
  }

  return {
    read,
    async save(site, staffId, change) {
      const secrets = await secretsWith(site, change)
      const { secrets: typed, ...settings } = change
      const before = readAsked(site.asked)
      const changed = ['meanwhile' as const, ...ASKERS].filter(
        (name) =>
          JSON.stringify(settings[name]) !== JSON.stringify(before[name]) ||
          (name !== 'meanwhile' && typed[name] !== undefined),
      )
      await database.transaction(async (queries) => {
        await saveAsked(queries, site.id, JSON.stringify(settings))
        for (const name of ASKERS) {
          const value = secrets.get(name)
          if (value === undefined) await removeSecret(queries, site.id, name)
          else await saveSecret(queries, site.id, name, value)
        }
        if (changed.length === 0) return
        const about = changed.map((name) => `asked: ${name}`).join(', ')
        const what = 'changed settings'
        await addAudit(queries, { site_id: site.id, at: clock(), staff_id: staffId, what, about, why: '' })
      })
      return read({ ...site, asked: JSON.stringify(settings) })
    },

    async correctNow(site) {
      await hurryCorrections(database.queries, site.id, clock())
      askings?.wake()
      return read(site)
    },

    async try(site, name, change) {
      const asker = askerOf(name, change, await secretsWith(site, change))
      if (asker === undefined) {
        throw new StorageError('invalid', `The ${name} has no address yet. Type it in.`, { field: name })
      }
      const before = performance.now()
      const took = (): number => Math.round(performance.now() - before)
      try {
        const told = await asker.ask(sampleQuestion(site, clock()), { outbound, now: clock() })
        const { what, why } = told ?? { what: null, why: 'had nothing against it' }
        return { answered: true, what, why, took: took() }
      } catch (error) {
        if (!(error instanceof OutboundError || error instanceof NoAnswer)) throw error
        return { answered: false, why: error.message, took: took() }
      }
    },
  }
}
