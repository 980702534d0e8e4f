import type { SiteIdentity, Way } from '@afterword/storage'
import type { Site } from '../../database/sites.ts'
import { readWays } from './ways.ts'

/** Whether readers sign in by e-mail: the owner wants it, and the server can send mail. */
export function offersEmail({ identity }: Site, canSend: boolean): boolean {
  return canSend && readWays(identity).email
}

/**
 * Who may write on a site, and how a reader signs in; `undefined` where everybody writes as a guest.
 *
 * @param canSend whether the server sends mail
 */
export function offered(site: Site, canSend: boolean): SiteIdentity | undefined {
  const { guests, providers } = readWays(site.identity)
  const ways: readonly Way[] = [
    ...providers.filter(({ on }) => on).map(({ id, name }): Way => ({ id, kind: 'provider', name })),
    ...(offersEmail(site, canSend) ? [{ id: 'email', kind: 'email', name: '' } as const] : []),
  ]
  return guests && ways.length === 0 ? undefined : { guests, ways }
}
