import type { Provider } from './provider-settings.ts'

/** A server of OAuth 2, which has no document that says this. */
export interface OAuthEndpoints {
  /** By whom accounts are known, however often its addresses are typed anew. */
  readonly issuer: string
  readonly authorization: string
  readonly token: string
  readonly user: string
  readonly scope: string
  readonly subject: string
  /** Fields that might be a name, the best first. */
  readonly called: readonly string[]
}

/** What everybody may see is enough, so nothing is asked for: readers are told so by GitHub. */
const GITHUB: OAuthEndpoints = {
  issuer: 'https://github.com',
  authorization: 'https://github.com/login/oauth/authorize',
  token: 'https://github.com/login/oauth/access_token',
  user: 'https://api.github.com/user',
  scope: '',
  subject: 'id',
  called: ['name', 'login'],
}

export function endpointsOf(provider: Exclude<Provider, { kind: 'openid' }>): OAuthEndpoints {
  if (provider.kind === 'github') return GITHUB
  const { authorization, token, user, scope, subject, called } = provider
  return { issuer: user, authorization, token, user, scope, subject, called: [called] }
}
