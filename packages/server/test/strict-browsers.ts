import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { CHROMIUM, CHROMIUM_ARGS } from '../../../.ci/chromium.ts'
import { launchFirefox } from '../../../examples/article/test/browsers.ts'

/** As a browser does by itself that keeps no cookies of third parties. */
function launchStrictChromium(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: [...CHROMIUM_ARGS, '--test-third-party-cookie-phaseout'],
  })
}

/** Browsers in which signing in is tried. */
export const STRICT_BROWSERS = [
  ['Chromium', launchStrictChromium],
  ['Firefox', launchFirefox],
] as const
