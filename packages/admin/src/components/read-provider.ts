import type { ProviderSettings } from '@afterword/storage/admin'

type Values = Readonly<Record<string, string>>

/** A provider as an owner has typed it. */
export function readProvider({ kind, id, on }: ProviderSettings, values: Values): ProviderSettings {
  const said = (name: string): string => (values[name] ?? '').trim()
  const secret = said('secret') === '' ? null : said('secret')
  const common = { id, on, name: said('name'), clientId: said('clientId'), secret }
  if (kind === 'github') return { ...common, kind }
  if (kind === 'openid') return { ...common, kind, issuer: said('issuer') }
  return {
    ...common,
    kind,
    authorization: said('authorization'),
    token: said('token'),
    user: said('user'),
    scope: said('scope'),
    subject: said('subject'),
    called: said('called'),
  }
}

/** The same with an id that no other provider of the site has: by its name, for whoever reads an address. */
export function withId(provider: ProviderSettings, others: readonly ProviderSettings[]): ProviderSettings {
  if (provider.id !== '') return provider
  const base = provider.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24)
  const stem = base === '' ? 'provider' : base
  // The plain word means a way of its own.
  const taken = [...others.map(({ id }) => id), 'email', 'staff', 'host']
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}-${number}`
    if (!taken.includes(id)) return { ...provider, id }
  }
}
