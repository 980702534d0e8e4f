import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Started {
  /** What it printed first: its address, without a slash at the end. */
  readonly address: string
  /** Megabytes that are its own. */
  memory(): number
  stop(): Promise<void>
}

/** Starts a file of this folder as a process of its own, and waits until it prints its address. */
export async function start(file: string, ...args: readonly string[]): Promise<Started> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = (await firstLine(child)).replace(/\/$/, '')
  return {
    address,
    memory: () => residentOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stdout ?? []) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.split('\n')[0] ?? ''
}

/** Linux alone tells it; elsewhere it is 0. */
export function residentOf(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}
