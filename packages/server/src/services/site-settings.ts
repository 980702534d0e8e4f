import type {
  IdentityChange,
  IdentitySettings,
  ProviderSettings,
  ProviderTrial,
  SiteSettings,
} from '@afterword/storage/admin'
import * as v from 'valibot'
import { addAudit } from '../database/audit.ts'
import type { Database } from '../database/database.ts'
import { findSiteById, saveModeration, saveSite } from '../database/sites.ts'
import type { Site } from '../database/sites.ts'
import { withSecret } from './identity/provider-settings.ts'
import { ProviderError } from './identity/provider-error.ts'
import type { Providers } from './identity/providers.ts'
import { setWays } from './identity/set-ways.ts'
import { changedWays, readWays, shownWays } from './identity/ways.ts'
import type { Ways } from './identity/ways.ts'
import { moderationSettings, readModeration } from './moderation/settings.ts'

/** An origin as a browser sends it: scheme, host and port, and nothing behind. */
const origin = v.pipe(
  v.string(),
  v.check(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value,
    'An origin is written like https://example.org, without a path.',
  ),
)
const YEAR = 31_536_000_000

export const siteSettings = v.strictObject({
  origins: v.pipe(v.array(origin), v.minLength(1, 'A site needs the origin of its pages.'), v.maxLength(50)),
  reactions: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(16))), v.maxLength(20)),
  editWindow: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(YEAR))),
  ...moderationSettings.entries,
})

export interface SiteSettingsService {
  read(site: Site): SiteSettings
  save(site: Site, staffId: string, settings: SiteSettings): Promise<SiteSettings>
  readIdentity(site: Site): IdentitySettings
  /** @throws StorageError `invalid` for a key that is none */
  saveIdentity(site: Site, staffId: string, change: IdentityChange): Promise<IdentitySettings>
  /** Tries a provider as an owner has typed it, and not saved. */
  tryProvider(site: Site, provider: ProviderSettings, returnAddress: string): Promise<ProviderTrial>
}

/** What an owner decides of a site. */
export function createSiteSettings(
  { database, clock }: { readonly database: Database; readonly clock: () => number },
  providers: Pick<Providers, 'try'>,
): SiteSettingsService {
  function read(site: Site): SiteSettings {
    const { origins, reactions, editWindow } = site
    return { origins, reactions, editWindow, ...readModeration(site.moderation) }
  }

  return {
    read,
    readIdentity: (site) => shownWays(readWays(site.identity)),
    async saveIdentity(site, staffId, change) {
      const ways = await database.transaction<Ways>(async (queries) => {
        const now = (await findSiteById(queries, site.id)) ?? site
        const set = await setWays(queries, now, change)
        const about = changedWays(readWays(now.identity), set)
        if (about === '') return set
        const line = { site_id: site.id, at: clock(), staff_id: staffId, what: 'changed sign-in', about, why: '' }
        await addAudit(queries, line)
        return set
      })
      return shownWays(ways)
    },
    async tryProvider(site, typed, returnAddress) {
      try {
        const tried = withSecret(typed, readWays(site.identity).providers)
        return { works: true, why: await providers.try(tried, returnAddress) }
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        return { works: false, why: `${error.message}.` }
      }
    },
    async save(site, staffId, { origins, reactions, editWindow, ...moderation }) {
      return database.transaction(async (queries) => {
        const at = clock()
        const changed = Object.entries({ origins, reactions, editWindow, ...moderation })
          .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(read(site)[name as keyof SiteSettings]))
          .map(([name]) => name)
        await saveSite(queries, { key: site.key, origins, reactions, editWindow, createdAt: at })
        await saveModeration(queries, site.id, JSON.stringify(moderation))
        if (changed.length > 0) {
          const about = changed.join(', ')
          await addAudit(queries, { site_id: site.id, at, staff_id: staffId, what: 'changed settings', about, why: '' })
        }
        return read((await findSiteById(queries, site.id)) ?? site)
      })
    },
  }
}
