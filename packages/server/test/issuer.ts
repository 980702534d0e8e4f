import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

export const CLIENT = { id: 'afterword', secret: 'what the issuer and the server know' }

/** A real issuer of OpenID Connect on this machine. Whoever types a login is that person. */
export interface Issuer {
  /** `http://127.0.0.1:…` */
  readonly address: string
  /** `127.0.0.1:…`, as whoever runs the server allows it. */
  readonly service: string
  /** Signs with other keys from now on, and has forgotten everybody. */
  rotate(): Promise<void>
  close(): void
}

/** @param redirects where it may send readers back to */
export async function startIssuer(redirects: readonly string[]): Promise<Issuer> {
  let answer: RequestListener = (_, response) => response.writeHead(503).end()
  const server = createServer((request, response) => answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const service = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const address = `http://${service}`

  async function rotate(): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: crypto.randomUUID() }
    const provider = new Provider(address, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [...redirects],
          token_endpoint_auth_method: 'client_secret_basic',
        },
      ],
      claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
      cookies: { keys: ['any'] },
      jwks: { keys: [key] },
      ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({
          sub: id,
          name: `${id} of the issuer`,
          email: `${id}@example.org`,
          email_verified: id !== 'eve',
        }),
      }),
    })
    answer = provider.callback()
  }

  await rotate()
  return { address, service, rotate, close: () => void server.close().closeAllConnections() }
}

/** A browser that signs in at the issuer as somebody, or says no. Where it is sent back to. */
export async function visit(address: string, login: string | null): Promise<string> {
  const { origin } = new URL(address)
  const cookies = new Map<string, string>()
  let [at, body] = [address, undefined as string | undefined]
  for (let hops = 0; hops < 20; hops++) {
    const answer = await fetch(at, {
      redirect: 'manual',
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { body }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const page = await answer.text()
    const location = answer.headers.get('Location')
    body = undefined
    if (location !== null) {
      at = new URL(location, at).href
      if (new URL(at).origin !== origin) return at
    } else {
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
      const abort = /href="([^"]*\/abort)"/.exec(page)?.[1]
      if (prompt === undefined || abort === undefined) throw new Error(`The issuer shows ${answer.status} ${page}`)
      if (login === null) at = new URL(abort, at).href
      else body = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) }).toString()
    }
  }
  throw new Error('The issuer leads nowhere.')
}
