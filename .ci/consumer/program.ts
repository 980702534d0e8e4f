/** The program of the package starts, brings a database up to date, and serves all that it should from one address. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const data = mkdtempSync(join(tmpdir(), 'afterword-program-'))
const environment = { PATH: process.env['PATH'], AFTERWORD_DATA: data, AFTERWORD_LOG: 'warn', PORT: '0' }
const server = spawn('node_modules/.bin/afterword', ['serve'], { env: environment })
let said = ''
server.stderr.on('data', (text: Buffer) => (said += String(text)))
try {
  const address = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => {
      said += String(text)
      const found = /listens on (\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    server.on('exit', () => reject(new Error(`It did not start: ${said}`)))
  })
  for (const path of ['/healthz', '/v1/openapi.json', '/docs', '/admin', '/afterword.js', '/afterword.single.js']) {
    const { status } = await fetch(address + path)
    assert.equal(status, 200, path)
  }
} finally {
  const ended = server.exitCode === null ? once(server, 'exit') : undefined
  server.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true })
}
