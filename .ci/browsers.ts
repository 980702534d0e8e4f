/** Makes sure that there are browsers to test with; says how to get them, and as root on Debian gets them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, firefox } from 'playwright-core'

const WANTED = [
  {
    name: 'Chromium',
    variable: 'CHROMIUM_PATH',
    debian: 'chromium',
    paths: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      playwright(chromium.executablePath),
    ],
  },
  {
    name: 'Firefox',
    variable: 'FIREFOX_PATH',
    debian: 'firefox-esr',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox', playwright(firefox.executablePath)],
  },
]

function playwright(path: () => string): string {
  try {
    return path()
  } catch {
    return ''
  }
}

function missing(): typeof WANTED {
  return WANTED.filter(
    ({ variable, paths }) => ![process.env[variable] ?? '', ...paths].some((path) => existsSync(path)),
  )
}

function run(command: string, args: readonly string[]): boolean {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

const wanted = missing()
if (wanted.length > 0) {
  const names = wanted.map(({ debian }) => debian).join(' ')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${names} for the tests…`)
    if (!run('apt-get', ['update', '-qq'])) process.exit(1)
    if (!run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names.split(' ')])) process.exit(1)
  } else {
    for (const { name, variable, debian } of wanted) {
      console.error(
        `The tests need ${name}: install it (on Debian: sudo apt-get install ${debian}), or name one with ${variable}=/path/to/it.`,
      )
    }
    process.exit(1)
  }
}
