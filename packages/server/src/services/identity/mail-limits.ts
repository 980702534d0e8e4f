import { StorageError } from '@afterword/storage'
import type { MailAddress } from '../mail/mail-address.ts'
import { prefixOf } from '../rate-limits.ts'
import type { RateRule } from '../rate-limits.ts'
import { createSharedLimits } from '../shared-limits.ts'
import type { SharedLimitsDeps } from '../shared-limits.ts'

const HOUR = 60
/** A few for one that went astray; then so few that neither a mailbox is flooded nor a code is guessed, five tries at a time. */
const MAILBOX: RateRule = { burst: 5, perMinute: 1 / HOUR }
/** From one neighbourhood of the network: an office, not a robot. */
const NEIGHBOURHOOD: RateRule = { burst: 20, perMinute: 2 }
const SITE: RateRule = { burst: 300, perMinute: 60 }

export interface MailLimits {
  /** @throws StorageError `rate-limited` with `retryAfter` */
  take(site: string, to: MailAddress, from: string | undefined): Promise<void>
}

/** How many mails may be asked for, of all servers together: to one address, from one neighbourhood, and by all of a site. */
export function mailLimits(deps: SharedLimitsDeps): MailLimits {
  const limits = createSharedLimits(deps)
  return {
    async take(site, { folded }, from) {
      const waiting = await limits.take([
        { name: ['mails from', site, prefixOf(from ?? '')], rule: NEIGHBOURHOOD },
        { name: ['mails to', site, folded], rule: MAILBOX },
        { name: ['mails of', site], rule: SITE },
      ])
      if (waiting === 0) return
      const retryAfter = Math.ceil(waiting / 1_000)
      const minutes = Math.ceil(retryAfter / 60)
      const words = minutes === 1 ? 'a minute' : `${minutes} minutes`
      throw new StorageError('rate-limited', `Too many mails were asked for. Try again in ${words}.`, { retryAfter })
    },
  }
}
