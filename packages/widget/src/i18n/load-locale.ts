import type { OwnMessages } from './messages.ts'

/**
 * The messages of each language, each a module of its own. The build of the script door puts an address by
 * rule in the place of this list (decision 0140).
 */
const LOADERS: Readonly<Record<string, () => Promise<{ readonly messages: OwnMessages }>>> = {
  de: () => import('./locales/de.ts'),
}

/** The messages of a language of `LOCALES`. Rejects when they cannot be fetched. */
export async function loadLocale(name: string): Promise<OwnMessages | undefined> {
  return (await LOADERS[name]?.())?.messages
}
