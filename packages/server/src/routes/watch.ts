import type { Neighbourhoods } from '../services/neighbourhoods.ts'
import type { Passes } from '../services/passes.ts'
import type { RateLimits } from '../services/rate-limits.ts'

/** What looks at where a comment comes from, and how it came to be. */
export interface Watch {
  readonly rates: RateLimits
  readonly neighbourhoods: Neighbourhoods
  readonly passes: Passes
}
