import { createHmac, randomBytes } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { StorageError } from '@afterword/storage'

/** So many at once, then so many a minute. */
export interface RateRule {
  readonly burst: number
  readonly perMinute: number
}

export interface RateRules {
  /** Writes from one neighbourhood (a /24, or a /48 of IPv6) to one site. */
  readonly address: RateRule
  /** Writes to one thread by everybody. */
  readonly thread: RateRule
}

/** Room for a lively discussion from one office; too little for a flood. */
export const DEFAULT_RATES: RateRules = {
  address: { burst: 120, perMinute: 60 },
  thread: { burst: 600, perMinute: 600 },
}

export interface RateLimits {
  /**
   * @returns how much of what this part of the network may write at once was used up before, 0 to 1
   * @throws StorageError `rate-limited` with `retryAfter`
   */
  take(write: { readonly site: string; readonly page: string; readonly address: string | undefined }): number
}

const DAY = 86_400_000
const MINUTE = 60_000
const MOST_KEYS = 50_000

/**
 * The generic cell rate algorithm, in this process's memory. What it remembers of an address is an HMAC of its
 * prefix under a key that lives for a day and is never stored, so nobody can be found again by it.
 */
export function rateLimits(rules: RateRules, clock: () => number): RateLimits {
  const due = new Map<string, number>()
  let secret = { day: -1, key: randomBytes(32) }

  function hashed(...parts: readonly string[]): string {
    const day = Math.floor(clock() / DAY)
    if (day !== secret.day) secret = { day, key: randomBytes(32) }
    return createHmac('sha256', secret.key).update(JSON.stringify(parts)).digest('base64url')
  }

  /** Milliseconds to wait; 0: it is taken. */
  function wait(key: string, rule: RateRule, now: number): number {
    const each = MINUTE / rule.perMinute
    const from = Math.max(due.get(key) ?? now, now)
    const early = from - (rule.burst - 1) * each - now
    if (early > 0) return early
    due.set(key, from + each)
    return 0
  }

  function forget(now: number): void {
    if (due.size < MOST_KEYS) return
    for (const [key, at] of due) if (at <= now) due.delete(key)
    if (due.size >= MOST_KEYS) due.clear()
  }

  return {
    take({ site, page, address }) {
      const now = clock()
      forget(now)
      const from = hashed('address', site, prefixOf(address ?? ''))
      const { burst, perMinute } = rules.address
      const used = Math.max(0, (due.get(from) ?? now) - now) / (burst * (MINUTE / perMinute))
      const waiting = wait(from, rules.address, now) || wait(hashed('thread', site, page), rules.thread, now)
      if (waiting > 0) {
        const retryAfter = Math.ceil(waiting / 1000)
        throw new StorageError('rate-limited', `Too many changes at once. Try again in ${retryAfter} s.`, {
          retryAfter,
        })
      }
      return used
    },
  }
}

/** The first 24 bits of an IPv4 address, the first 48 of IPv6; anything else as it is. */
export function prefixOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIPv4(mapped)) return mapped.split('.').slice(0, 3).join('.')
  const [plain = ''] = mapped.split('%')
  return isIPv6(plain) ? expand(plain).slice(0, 3).join(':') : address
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expand(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = groups(head)
  if (tail === undefined) return before
  const after = groups(tail)
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
}

function groups(part: string): readonly string[] {
  return part
    .split(':')
    .filter((group) => group !== '')
    .map((group) => group.replace(/^0+(?=.)/, ''))
}
