import { StorageError } from '@afterword/storage'
import { RETURN_PATH, identityPaths } from '@afterword/storage/identity'
import type { Context, Hono } from 'hono'
import type { AppDeps } from '../../../deps.ts'
import type { SiteEnv } from '../../../middleware/env.ts'
import { returnAddressOf } from '../../../middleware/public-address.ts'
import { requireBrowser } from '../../../middleware/window.ts'
import { handOverOf, newFlow } from '../../../services/identity/hand-overs.ts'
import type { HandOvers } from '../../../services/identity/hand-overs.ts'
import type { Provider } from '../../../services/identity/provider-settings.ts'
import { ProviderError } from '../../../services/identity/provider-error.ts'
import type { Providers } from '../../../services/identity/providers.ts'
import { readWays } from '../../../services/identity/ways.ts'
import { rateLimits } from '../../../services/rate-limits.ts'
import { fill } from '../../../words/fill.ts'
import type { Wording } from '../../../words/wording.ts'
import { answerPage } from '../window-page.ts'
import { leadingPage, providerProblemPage } from '../window-pages.ts'
import type { WindowWay } from './way.ts'

/** Each try has the server ask the provider. */
const TRIES = { address: { burst: 20, perMinute: 10 }, thread: { burst: 600, perMinute: 600 } }

/** Somebody else vouches for a reader: an issuer of OpenID Connect, GitHub, or a server of OAuth 2. */
export function providerWay(
  app: Hono<SiteEnv>,
  deps: Pick<AppDeps, 'clientAddress' | 'clock' | 'logger' | 'publicAddress'>,
  handOvers: HandOvers,
  providers: Providers,
): WindowWay {
  const tries = rateLimits(TRIES, deps.clock)

  /** What the provider did not do, with a way to try again. */
  function problem(
    c: Context,
    wording: Wording,
    provider: Provider,
    again: string,
    error: unknown,
  ): Response | Promise<Response> {
    if (!(error instanceof ProviderError)) throw error
    deps.logger.warn({ provider: provider.id, why: error.message }, 'A provider vouched for nobody.')
    const message = fill(wording.words.provider[error.failure], { provider: provider.name })
    // Readers need not know where an owner's network ends.
    const isPlain = error.failure === 'silent' || error.failure === 'denied'
    const detail = isPlain ? undefined : `${provider.name} ${error.message}.`
    return c.html(providerProblemPage(wording, { message, detail }, again), 502)
  }

  // Every provider knows this one address. Whose sign-in it is, and on which site, says the state, in the browser that it is of.
  app.get(RETURN_PATH, (c) => {
    const state = c.req.query('state') ?? ''
    return answerPage(c, handOvers.language(handOverOf(state)), async (wording) => {
      const { site, entered, flow } = await handOvers.comeBack(state, requireBrowser(c))
      const provider = requireProvider(site.identity, entered.way)
      const at = new URL(returnAddressOf(c, deps) + new URL(c.req.url).search)
      try {
        await handOvers.found(entered, await providers.person(provider, at, flow))
      } catch (error) {
        return problem(c, wording, provider, againAt(site.key, entered.id, entered.way), error)
      }
      return c.redirect(identityPaths.confirmWindow(site.key, entered.id), 303)
    })
  })

  return {
    takes: (c, way) => providerOf(c.get('site').identity, way) !== undefined,
    async start(c, entered, wording) {
      const site = c.get('site')
      const provider = requireProvider(site.identity, entered.way)
      tries.take({ site: site.key, page: '', address: deps.clientAddress?.(c) })
      const flow = newFlow(entered)
      try {
        const address = await providers.address(provider, returnAddressOf(c, deps), flow)
        await handOvers.leave(entered, flow)
        return c.html(leadingPage(wording, entered, address))
      } catch (error) {
        return problem(c, wording, provider, againAt(site.key, entered.id, entered.way), error)
      }
    },
  }
}

function againAt(site: string, id: string, way: string): string {
  return `${identityPaths.window(site, id)}?way=${encodeURIComponent(way)}`
}

function providerOf(identity: string, id: string): Provider | undefined {
  return readWays(identity).providers.find((provider) => provider.id === id && provider.on)
}

function requireProvider(identity: string, id: string): Provider {
  const provider = providerOf(identity, id)
  if (provider !== undefined) return provider
  throw new StorageError('not-found', 'Nobody can sign in here in this way any more.', { field: 'way' })
}
