import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The start command, as a reader of the README runs it, on a free port and a folder of its own. */
export interface Example {
  /** The article as its owner has it, with the script's tag. */
  readonly url: string
  /** The address that the command prints: the same article, with its conversation in it. */
  readonly root: string
  readonly port: number
  readonly folder: string
  /** What it has printed so far. */
  output(): string
  /** Ends the process without a chance to say goodbye. */
  kill(): Promise<void>
  /** Asks it to stop and returns its exit code. */
  stop(): Promise<number | null>
}

export interface ExampleOptions {
  readonly port?: number
  /** The data of an earlier run. */
  readonly folder?: string
}

export async function startExample({ port = 0, folder = newFolder() }: ExampleOptions = {}): Promise<Example> {
  const child = spawn(process.execPath, ['start.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, PORT: String(port), AFTERWORD_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const root = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const line = output.split('\n').find((text) => /^http:\/\/localhost:\d+\/$/.test(text))
      if (line !== undefined) resolve(line)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`The example ended with ${code}:\n${output}`)))
  })
  return {
    url: `${root}index.html`,
    root,
    port: Number(new URL(root).port),
    folder,
    output: () => output,
    async kill() {
      await ended(child, 'SIGKILL')
    },
    stop: () => ended(child, 'SIGTERM'),
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, 'exit')
  child.kill(signal)
  const [code] = (await exit) as [number | null]
  return code
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'afterword-example-'))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
