import { GUEST_TOKEN } from '../protocol.ts'

/** Where a guest's tokens are kept, by site. It may be asked at any time and must not throw. */
export interface TokenStore {
  get(key: string): string | null
  set(key: string, token: string): void
}

/** The browser's own storage; where that is blocked, memory: the guest can then edit until the page is left. */
export function browserTokens(): TokenStore {
  const memory = new Map<string, string>()
  return {
    get(key) {
      const remembered = memory.get(key) ?? null
      try {
        return localStorage.getItem(key) ?? remembered
      } catch {
        return remembered
      }
    },
    set(key, token) {
      memory.set(key, token)
      try {
        localStorage.setItem(key, token)
      } catch {
        // Blocked or full. Memory has it.
      }
    },
  }
}

/** The token of this guest at this site; none before the first write. */
export function guestToken(tokens: TokenStore, key: string): string | undefined {
  const token = tokens.get(key) ?? ''
  return GUEST_TOKEN.test(token) ? token : undefined
}

/** The token of this guest, made now if there is none: 256 random bits that only this browser knows. */
export function requireGuestToken(tokens: TokenStore, key: string): string {
  const there = guestToken(tokens, key)
  if (there !== undefined) return there
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const random = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  const token = `awg_${random}`
  tokens.set(key, token)
  // Two tabs may have made one each at the same moment: what is stored now is what both use from here on.
  return guestToken(tokens, key) ?? token
}
