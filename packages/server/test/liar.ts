import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { CLIENT } from './issuer.ts'

/** What a server that vouches for readers answers with; what is left out is as it should be. */
export interface Lies {
  readonly document?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
  /** Instead of the token that it signs. */
  readonly idToken?: string
  /** Signs with a key that it does not publish. */
  readonly otherKey?: boolean
  readonly token?: (response: ServerResponse) => void
  readonly user?: unknown
}

/** A server of OpenID Connect and OAuth 2 that says what a test wants it to. */
export interface Liar {
  readonly address: string
  readonly service: string
  /** What it does from now on, for a sign-in that left with this nonce. */
  says(lies: Lies, nonce?: string): void
  /** How often a code was brought. */
  readonly exchanges: () => number
  close(): void
}

export async function startLiar(): Promise<Liar> {
  let [lies, nonce, exchanges]: [Lies, string, number] = [{}, '', 0]
  const [known, other] = await Promise.all([generateKeyPair('RS256', { extractable: true }), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(known.publicKey)), alg: 'RS256', use: 'sig', kid: 'one' }

  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, address)
    const json = (value: unknown): void => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
    }
    if (pathname === '/.well-known/openid-configuration') {
      json({
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        jwks_uri: `${address}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
        ...lies.document,
      })
    } else if (pathname === '/keys') json({ keys: [jwk] })
    else if (pathname === '/user') json(lies.user ?? { id: 7, login: 'ada' })
    else if (pathname === '/token') {
      exchanges += 1
      if (lies.token !== undefined) lies.token(response)
      else void idToken().then((id_token) => json({ access_token: 'at', token_type: 'bearer', id_token }))
    } else response.writeHead(404).end()
  })

  function idToken(): Promise<string> {
    if (lies.idToken !== undefined) return Promise.resolve(lies.idToken)
    const now = Math.floor(Date.now() / 1_000)
    const claims = { iss: address, aud: CLIENT.id, sub: 'ada', name: 'Ada', nonce, iat: now, exp: now + 60 }
    return new SignJWT({ ...claims, ...lies.claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign((lies.otherKey === true ? other : known).privateKey)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const service = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const address = `http://${service}`
  return {
    address,
    service,
    says: (told, left = '') => void ([lies, nonce] = [told, left]),
    exchanges: () => exchanges,
    close: () => void server.close().closeAllConnections(),
  }
}
