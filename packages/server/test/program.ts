import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(import.meta.resolve('../src/main.ts'))

export interface Ended {
  /** `null` when it was killed. */
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** A program that was really started, as an operator would. */
export interface Program {
  readonly pid: number | undefined
  /** What the pattern finds in what the program has said, as soon as it says it. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void
  readonly ended: Promise<Ended>
}

type Environment = Readonly<Record<string, string>>

/** Runs `afterword` with these settings and none of this process. */
export function afterword(args: readonly string[], settings: Environment = {}): Program {
  return run(MAIN, args, settings)
}

function run(script: string, args: readonly string[], settings: Environment): Program {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  const listeners = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    for (const listener of listeners) listener()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text
  })
  const ended = once(child, 'close').then(() => {
    for (const listener of listeners) listener()
    return { code: child.exitCode, out, error }
  })
  return {
    pid: child.pid,
    ended,
    signal: (name) => void child.kill(name),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(out)
          const over = child.exitCode !== null || child.signalCode !== null
          if (found === null && !over) return
          listeners.delete(look)
          if (found === null) reject(new Error(`It ended without saying ${pattern}: ${out}${error}`))
          else resolve(found)
        }
        listeners.add(look)
        look()
      }),
  }
}
