import type { Outbound } from '../outbound.ts'
import type { Providers } from './vouching.ts'

export type { Providers } from './vouching.ts'

/** The code for it is loaded when the first reader, or owner, needs it. */
export function createProviders(outbound: Outbound): Providers {
  const load = () => import('./vouching.ts').then(({ createVouching }) => createVouching(outbound))
  return {
    address: async (...call) => (await load()).address(...call),
    person: async (...call) => (await load()).person(...call),
    try: async (...call) => (await load()).try(...call),
  }
}
