import { existsSync } from 'node:fs'
import { chromium, firefox, type Browser } from 'playwright-core'
import { CHROMIUM, CHROMIUM_ARGS } from '../../../.ci/chromium.ts'

/** The browsers of the system. None is downloaded. */

export const FIREFOX = [process.env['FIREFOX_PATH'], '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== undefined && existsSync(path),
)

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: [...CHROMIUM_ARGS],
  })
}

/** Firefox as Debian ships it, driven over WebDriver BiDi. */
export function launchFirefox(): Promise<Browser> {
  return firefox.launch({
    channel: 'moz-firefox',
    ...(FIREFOX === undefined ? {} : { executablePath: FIREFOX }),
  })
}
