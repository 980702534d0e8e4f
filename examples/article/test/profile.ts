import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type Page, chromium } from 'playwright-core'
import { CHROMIUM, CHROMIUM_ARGS } from '../../../.ci/chromium.ts'

/** A browser as a reader has it: with a folder for what it keeps, which is there the next time it is started. */
export interface Profile {
  start(): Promise<Page>
  /** Ends the browser without a chance to write anything down. */
  kill(): Promise<void>
  /** Ends it, and takes the folder away. */
  remove(): Promise<void>
}

export function newProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-profile-'))
  let running: { readonly child: ChildProcess; readonly browser: Browser } | undefined

  async function kill(): Promise<void> {
    if (running === undefined) return
    const { child, browser } = running
    running = undefined
    const gone = new Promise((resolve) => browser.once('disconnected', resolve))
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await Promise.all([gone, ended])
  }

  return {
    async start() {
      const args = [...CHROMIUM_ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`]
      const child = spawn(CHROMIUM ?? chromium.executablePath(), [...args, 'about:blank'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      const address = await new Promise<string>((resolve, reject) => {
        child.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          const found = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1]
          if (found !== undefined) resolve(found)
        })
        child.once('exit', (code) => reject(new Error(`The browser ended with ${code}:\n${said}`)))
      })
      const browser = await chromium.connectOverCDP(address)
      running = { child, browser }
      const [context] = browser.contexts()
      if (context === undefined) throw new Error('The browser has no profile.')
      return context.newPage()
    },
    kill,
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
