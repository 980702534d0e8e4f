import { StorageError, isStorageError } from '@afterword/storage'
import type { MailAddress } from '../mail/mail-address.ts'
import { rateLimits } from '../rate-limits.ts'
import type { RateRule } from '../rate-limits.ts'

const HOUR = 60
/** A few for one that went astray; then so few that neither a mailbox is flooded nor a code is guessed, five tries at a time. */
const MAILBOX: RateRule = { burst: 5, perMinute: 1 / HOUR }
/** From one neighbourhood of the network: an office, not a robot. */
const NEIGHBOURHOOD: RateRule = { burst: 20, perMinute: 2 }
const SITE: RateRule = { burst: 300, perMinute: 60 }
const NONE: RateRule = { burst: 1e9, perMinute: 1e9 }

export interface MailLimits {
  /** @throws StorageError `rate-limited` with `retryAfter` */
  take(site: string, to: MailAddress, from: string | undefined): void
}

/** How many mails may be asked for: to one address, from one neighbourhood, and by all of a site. */
export function mailLimits(clock: () => number): MailLimits {
  const senders = rateLimits({ address: NEIGHBOURHOOD, thread: SITE }, clock)
  const mailboxes = rateLimits({ address: MAILBOX, thread: NONE }, clock)
  return {
    take(site, { folded }, from) {
      try {
        senders.take({ site, page: '', address: from })
        mailboxes.take({ site, page: '', address: folded })
      } catch (error) {
        if (!isStorageError(error) || error.retryAfter === undefined) throw error
        const { retryAfter } = error
        const minutes = Math.ceil(retryAfter / 60)
        const words = minutes === 1 ? 'a minute' : `${minutes} minutes`
        throw new StorageError('rate-limited', `Too many mails were asked for. Try again in ${words}.`, { retryAfter })
      }
    },
  }
}
