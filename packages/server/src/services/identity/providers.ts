import type { Flow } from './hand-overs.ts'
import type { Provider } from './provider-settings.ts'
import type { Person } from './people.ts'
import type { Outbound } from '../outbound.ts'

/** Why nobody was found out, in words that come after the provider's name: “GitHub ” + “did not answer”. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** The same for readers, who need not know where an owner's network ends. */
  readonly plain: string

  constructor(message: string, { cause, plain = message }: { readonly cause?: unknown; readonly plain?: string } = {}) {
    super(message, { cause })
    this.plain = plain
  }
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

/** The code for it is loaded when the first reader, or owner, needs it. */
export function createProviders(outbound: Outbound): Providers {
  const load = () => import('./vouching.ts').then(({ createVouching }) => createVouching(outbound))
  return {
    address: async (...call) => (await load()).address(...call),
    person: async (...call) => (await load()).person(...call),
    try: async (...call) => (await load()).try(...call),
  }
}
