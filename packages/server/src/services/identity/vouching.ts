import type { ClientAuth, IDToken, UserInfoResponse } from 'openid-client'
import {
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  None,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchProtectedResource,
  fetchUserInfo,
  randomPKCECodeVerifier,
} from 'openid-client'
import type { Outbound } from '../outbound.ts'
import type { Flow } from './hand-overs.ts'
import { endpointsOf } from './oauth-endpoints.ts'
import { outboundFetch } from './outbound-fetch.ts'
import type { Person } from './people.ts'
import type { Provider } from './provider-settings.ts'
import { failureIn, isUnknownClient, outboundErrorIn, refusalIn, wordsFor } from './provider-words.ts'
import { ProviderError } from './provider-error.ts'
import { addressIn, nameIn, objectIn, subjectOf } from './told.ts'
import type { Told } from './told.ts'

type OpenId = Extract<Provider, { kind: 'openid' }>

/** A provider that can be asked, and how it takes the secret. */
interface Client {
  readonly config: Configuration
  /** Tries the other way of sending the secret. Whether there is one. */
  sendOtherwise(): boolean
}

/** Who can vouch for readers. Each method takes the provider as the site has it. */
export interface Providers {
  /** Where the browser goes. @throws ProviderError */
  address(provider: Provider, redirect: string, flow: Flow): Promise<string>
  /** Who came back, by the address that they came back to. @throws ProviderError */
  person(provider: Provider, at: URL, flow: Flow): Promise<Person>
  /** Whether it could work. @throws ProviderError */
  try(provider: Provider, redirect: string): Promise<string>
}

/**
 * Asks providers with openid-client. What an issuer says of itself is asked for anew with each sign-in, so keys that it
 * changes are never old here; whether it may be asked at all is decided by `outbound`, for http as well.
 */
export function createVouching(outbound: Outbound): Providers {
  const fetch = outboundFetch(outbound)

  async function clientOf(provider: Provider): Promise<Client> {
    const { clientId, secret } = provider
    let tries = 0
    const auth: ClientAuth = (as, ...rest) => {
      const taken = as.token_endpoint_auth_methods_supported
      const means = taken === undefined ? MEANS : MEANS.filter(([name]) => taken.includes(name))
      const [, by] = means[tries] ?? means[0] ?? MEANS[0]
      const authenticate = secret === null ? None() : by(secret)
      authenticate(as, ...rest)
    }
    return {
      config: await configuration(),
      sendOtherwise: () => secret !== null && ++tries === 1,
    }

    async function configuration(): Promise<Configuration> {
      if (provider.kind === 'openid') {
        const execute = [allowInsecureRequests, enableNonRepudiationChecks]
        const options = { execute, [customFetch]: fetch }
        return discovery(new URL(provider.issuer), clientId, undefined, auth, options)
      }
      const { issuer, authorization, token } = endpointsOf(provider)
      const server = { issuer, authorization_endpoint: authorization, token_endpoint: token }
      const made = new Configuration(server, clientId, undefined, auth)
      allowInsecureRequests(made)
      made[customFetch] = fetch
      return made
    }
  }

  async function grant({ config, sendOtherwise }: Client, at: URL, { state, nonce, verifier }: Flow, openId: boolean) {
    const checks = {
      expectedState: state,
      pkceCodeVerifier: verifier,
      ...(openId ? { expectedNonce: nonce, idTokenExpected: true } : {}),
    }
    try {
      return await authorizationCodeGrant(config, at, checks)
    } catch (error) {
      // Whom it does not know it has not given the code to yet.
      if (!isUnknownClient(refusalIn(error)) || !sendOtherwise()) throw error
      return authorizationCodeGrant(config, at, checks)
    }
  }

  async function openIdPerson(provider: OpenId, at: URL, flow: Flow): Promise<Person> {
    const client = await clientOf(provider)
    const tokens = await grant(client, at, flow, true)
    const claims = tokens.claims()
    if (claims === undefined) throw new ProviderError('did not say who you are')
    const told = await completed(client.config, claims, tokens.access_token)
    const email = told['email_verified'] === true ? addressIn(told['email']) : undefined
    return {
      provider: claims.iss,
      subject: subjectOf(claims.sub),
      name: nameIn(told, ['name', 'preferred_username', 'nickname', 'given_name']),
      staffId: null,
      ...(email === undefined ? {} : { email }),
    }
  }

  async function oAuthPerson(provider: Exclude<Provider, OpenId>, at: URL, flow: Flow): Promise<Person> {
    const { issuer, user, subject, called } = endpointsOf(provider)
    const client = await clientOf(provider)
    const { access_token: token } = await grant(client, at, flow, false)
    const headers = new Headers({ Accept: 'application/json' })
    const answer = await fetchProtectedResource(client.config, token, new URL(user), 'GET', undefined, headers)
    if (!answer.ok) throw new ProviderError(`answered ${answer.status} when it was asked who you are`)
    const told = await objectIn(answer)
    return { provider: issuer, subject: subjectOf(told[subject]), name: nameIn(told, called), staffId: null }
  }

  return {
    address: (provider, redirect, { state, nonce, verifier }) =>
      inWords(async () => {
        const { config } = await clientOf(provider)
        const scope = provider.kind === 'openid' ? 'openid profile email' : endpointsOf(provider).scope
        const address = buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          state,
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(scope === '' ? {} : { scope }),
          ...(provider.kind === 'openid' ? { nonce } : {}),
        })
        return webAddress(address, new URL(config.serverMetadata().issuer))
      }),

    person: (provider, at, flow) =>
      inWords(() => (provider.kind === 'openid' ? openIdPerson(provider, at, flow) : oAuthPerson(provider, at, flow))),

    try: (provider, redirect) =>
      inWords(async () => {
        const client = await clientOf(provider)
        const { issuer, jwks_uri: keys, token_endpoint: token } = client.config.serverMetadata()
        webAddress(buildAuthorizationUrl(client.config, {}), new URL(issuer))
        if (token === undefined) throw new ProviderError('says of no address where a code is exchanged')
        if (provider.kind === 'openid') {
          const answer = keys === undefined ? undefined : await fetch(keys, JSON_REQUEST)
          const { keys: list } = answer?.ok === true ? await objectIn(answer) : {}
          if (!Array.isArray(list)) throw new ProviderError('says of no keys that it signs with')
        }
        const refusal = await refusalOfTrial(client, redirect)
        if (isUnknownClient(refusal)) throw new ProviderError('does not know the client ID, or not by this secret')
        if (refusal === '') throw new ProviderError('does not answer as OAuth wants it where a code is exchanged')
        return 'answers, and had nothing against the client ID and the secret.'
      }),
  }

  /** What is said to a code that nobody was given: of the client it is looked at first. */
  async function refusalOfTrial(client: Client, redirect: string): Promise<string> {
    const state = 'trial'
    const at = new URL(redirect)
    at.search = new URLSearchParams({ code: 'trial', state, iss: client.config.serverMetadata().issuer }).toString()
    try {
      await grant(client, at, { state, nonce: state, verifier: randomPKCECodeVerifier() }, false)
    } catch (error) {
      if (outboundErrorIn(error) !== undefined) throw error
      return refusalIn(error)
    }
    throw new ProviderError('took a code that it never gave')
  }
}

/** How a secret can be sent. */
const MEANS = [
  ['client_secret_post', ClientSecretPost],
  ['client_secret_basic', ClientSecretBasic],
] as const

const JSON_REQUEST = {
  method: 'GET',
  headers: { accept: 'application/json' },
  body: undefined,
  redirect: 'manual',
} as const

/** The claims, with what is missing of the name asked for where the issuer says more. */
async function completed(config: Configuration, claims: IDToken, token: string): Promise<Told> {
  const asks = config.serverMetadata().userinfo_endpoint !== undefined
  if (!asks || (claims['name'] !== undefined && claims['email'] !== undefined)) return claims
  const told: UserInfoResponse = await fetchUserInfo(config, token, claims.sub)
  return { ...told, ...claims }
}

/** Where the browser may go: over https, or as the issuer itself is asked. */
function webAddress(address: URL, issuer: URL): string {
  if (address.protocol === 'https:' || (address.protocol === 'http:' && issuer.protocol === 'http:')) {
    return address.href
  }
  throw new ProviderError('names an address for signing in that no browser should open')
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof ProviderError) throw cause
    throw new ProviderError(wordsFor(cause), { cause, failure: failureIn(cause) })
  }
}
