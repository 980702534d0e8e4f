import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { residentOf } from './processes.ts'

const SETTLED = 3_000

/** Megabytes of `afterword serve`, the built program as an operator has it, with an empty database and before the first request. */
export async function idleMemory(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'afterword-idle-'))
  const main = join(import.meta.dirname, '../dist/program/main.js')
  const server = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env['PATH'], AFTERWORD_DATA: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve) => {
    let said = ''
    server.stdout.on('data', (text: Buffer) => {
      said += String(text)
      if (said.includes('listens on')) resolve()
    })
  })
  await new Promise((resolve) => setTimeout(resolve, SETTLED))
  const megabytes = residentOf(server.pid ?? 0)
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true })
  return megabytes
}
