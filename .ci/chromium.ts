import { existsSync } from 'node:fs'

/** The Chromium of the system: none is downloaded. */
export const CHROMIUM = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

/**
 * Pages of the browser's own that each window loads behind its address bar, which nobody sees. They take as much of
 * the processor as a page of ours: a quarter of the time of a test, and some of every measurement.
 */
const BROWSERS_OWN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']

/** What Playwright switches off. The browser knows the last list that it is given, and no other. */
const PLAYWRIGHTS = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'Translate',
  'AutoDeElevate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
]

/** How it is started, by every test and measurement. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // Tests make their own certificates. That a context does not mind them is settled anew for each connection, after the
  // first try of it has failed, and a window that is being opened could be too early for it.
  '--ignore-certificate-errors',
  `--disable-features=${[...PLAYWRIGHTS, ...BROWSERS_OWN].join(',')}`,
]
