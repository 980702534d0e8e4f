import { adminPaths } from '@afterword/storage/admin'
import type { IdentityAnswer, ProviderSettings } from '@afterword/storage/admin'
import { RETURN_PATH, identityPaths } from '@afterword/storage/identity'
import type { HandOver, Session } from '@afterword/storage/identity'
import { expect } from 'vitest'
import { createOutbound } from '../src/services/outbound.ts'
import type { Start } from './databases.ts'
import { CLIENT, startIssuer, visit } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { startLiar } from './liar.ts'
import type { Liar } from './liar.ts'
import { SITE } from './server.ts'
import type { ServerOptions, TestServer } from './server.ts'
import { begin, claimed, openWindow } from './signing-in.ts'
import type { Window } from './signing-in.ts'
import { hire } from './staff.ts'
import type { SignedInStaff } from './staff.ts'

export const REDIRECT = `https://comments.example${RETURN_PATH}`

interface Owned {
  readonly server: TestServer
  readonly owner: SignedInStaff
  save(providers: readonly ProviderSettings[]): Promise<IdentityAnswer>
}

/** Those with whom readers sign in, on this machine: a real issuer, and one that says whatever a test wants. */
export interface Vouching {
  readonly issuer: Issuer
  readonly liar: Liar
  /** A server whose owner has set these providers. */
  owned(start: Start, providers: readonly ProviderSettings[], options?: ServerOptions): Promise<Owned>
  close(): void
}

export async function startVouching(): Promise<Vouching> {
  const [issuer, liar] = await Promise.all([startIssuer([REDIRECT]), startLiar()])
  return {
    issuer,
    liar,
    async owned(start, providers, options = {}) {
      let asked = 0
      const server = await start({
        outbound: createOutbound([issuer.service, liar.service]),
        clientAddress: () => `192.0.${(asked += 1)}.1`,
        ...options,
      })
      const owner = await hire(server, 'Olive', SITE, 'owner')
      const save = (list: readonly ProviderSettings[]): Promise<IdentityAnswer> =>
        owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { providers: list } })
      await save(providers)
      return { server, owner, save }
    },
    close() {
      issuer.close()
      liar.close()
    },
  }
}

const common = { on: true, clientId: CLIENT.id, secret: CLIENT.secret } as const
/** An issuer at an address, as an owner sets it. */
export const openId = (address: string, values: object = {}): ProviderSettings =>
  ({ ...common, kind: 'openid', id: 'corp', name: 'Corp', issuer: address, ...values }) as ProviderSettings
/** The same for a server that speaks OAuth 2 only. */
export const oAuth = (address: string): ProviderSettings => ({
  ...common,
  kind: 'oauth',
  id: 'forge',
  name: 'Forge',
  authorization: `${address}/authorize`,
  token: `${address}/token`,
  user: `${address}/user`,
  scope: 'read',
  subject: 'id',
  called: 'login',
})

export interface Leaving {
  readonly handOver: HandOver
  readonly window: Window
  readonly path: string
}

/** A window that is about to leave for a provider. */
export async function leave(server: TestServer, way: string): Promise<Leaving> {
  const handOver = await begin(server)
  const path = `${identityPaths.window(SITE, handOver.id)}?way=${way}`
  return { handOver, window: await openWindow(server).go(path), path }
}

/** The path at our server that a provider sends back to. */
export function back(address: string): string {
  expect(address.startsWith(`${REDIRECT}?`)).toBe(true)
  const { pathname, search } = new URL(address)
  return pathname + search
}

/** By the issuer that is called `corp`, under a name. */
export async function signIn(server: TestServer, login: string, name?: string): Promise<Session> {
  const { handOver, window } = await leave(server, 'corp')
  await window.go(back(await visit(window.next, login)))
  const path = identityPaths.confirmWindow(SITE, handOver.id)
  await window.submit(path, name === undefined ? {} : { name })
  return claimed(server, handOver, { code: window.code })
}
