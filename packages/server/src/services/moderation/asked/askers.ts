import type { SecretName } from '../../../database/site-secrets.ts'
import { akismet } from './akismet.ts'
import type { Asker, AskerName } from './asker.ts'
import { model } from './model.ts'
import type { AskedSettings } from './settings.ts'
import { webhook } from './webhook.ts'

export type Secrets = ReadonlyMap<SecretName, string>

/** In this order: the owner's own rules, then what is quick, then what takes its time. */
export const ASKERS: readonly AskerName[] = ['webhook', 'akismet', 'model']

/** Whom a site asks first; `undefined`: nobody. */
export function firstAsker(settings: AskedSettings): AskerName | undefined {
  return ASKERS.find((name) => settings[name] !== null)
}

/** Whom a site asks, from the given one on. */
export function askersFrom(first: AskerName, settings: AskedSettings, secrets: Secrets): readonly Asker[] {
  return ASKERS.slice(ASKERS.indexOf(first)).flatMap((name) => askerOf(name, settings, secrets) ?? [])
}

export function askerOf(name: AskerName, settings: AskedSettings, secrets: Secrets): Asker | undefined {
  if (name === 'webhook') {
    return settings.webhook === null
      ? undefined
      : webhook({ ...settings.webhook, secret: secrets.get('webhook') ?? '' })
  }
  if (name === 'akismet') {
    return settings.akismet === null ? undefined : akismet({ ...settings.akismet, key: secrets.get('akismet') ?? '' })
  }
  return settings.model === null ? undefined : model({ ...settings.model, key: secrets.get('model') })
}
