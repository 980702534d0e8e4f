import { StorageError } from '@afterword/storage'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { newSecret } from '../services/staff/secrets.ts'

const COOKIE = 'afterword-window'
const HOUR = 3_600
/** `Lax`: a provider sends the browser back to us from another site. */
const KEPT = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: HOUR } as const

/** What this browser is known by while somebody signs in; made now if there is nothing. */
export function markBrowser(c: Context): string {
  const browser = getCookie(c, COOKIE, 'host') ?? newSecret()
  setCookie(c, COOKIE, browser, KEPT)
  return browser
}

/** @throws StorageError `forbidden` for a browser that the sign-in was not begun in, or that keeps no cookies of ours */
export function requireBrowser(c: Context): string {
  const browser = getCookie(c, COOKIE, 'host')
  if (browser !== undefined) return browser
  throw new StorageError(
    'forbidden',
    'This sign-in was begun in another browser, or this one keeps no cookies. Go on there, or begin again here.',
  )
}
