import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import { takesGzip } from './cache.ts'

const compress = promisify(gzip)

/** Bytes of answers that one process keeps, compressed and not. */
const MOST_BYTES = 32 * 1024 * 1024
/** Bytes from which compressing is worth the while. */
const WORTH = 1_024

/** Answers that are the same for everybody, kept as they are sent. */
export interface KeptAnswers {
  /**
   * @param version names the answer: what is read under one version is never less new than it says
   * @param read makes the answer when nobody has asked for this version lately
   */
  answer(c: Context, version: string, read: () => Promise<object>): Promise<Response>
  /** What is sent for a version, while it is kept. */
  bytesOf(version: string, compressed: boolean): Uint8Array<ArrayBuffer> | undefined
}

interface Kept {
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer> | undefined
}

/**
 * Each version is read, written as JSON and compressed once, however many ask for it at the same time. Nothing has to
 * be dropped when a thread changes: its number is read from the database with every request, by every process, and
 * another number is another version. The longest unasked for go when there are too many bytes (decision 0149).
 */
export function createKeptAnswers(mostBytes = MOST_BYTES): KeptAnswers {
  const kept = new Map<string, Promise<Kept>>()
  const done = new Map<string, Kept>()
  let bytes = 0

  function forget(version: string): void {
    kept.delete(version)
    bytes -= sizeOf(done.get(version))
    done.delete(version)
  }

  /** Asked for again: the last to go. */
  function renew(version: string, known: Promise<Kept>): void {
    kept.delete(version)
    kept.set(version, known)
  }

  async function make(read: () => Promise<object>): Promise<Kept> {
    const plain = new TextEncoder().encode(JSON.stringify(await read()))
    return { plain, gzip: plain.length < WORTH ? undefined : new Uint8Array(await compress(plain)) }
  }

  function keptOf(version: string, read: () => Promise<object>): Promise<Kept> {
    const known = kept.get(version)
    if (known !== undefined) {
      renew(version, known)
      return known
    }
    const made = make(read)
    kept.set(version, made)
    made.then(
      (answer) => {
        if (kept.get(version) !== made) return
        done.set(version, answer)
        bytes += sizeOf(answer)
        for (const oldest of kept.keys()) {
          if (bytes <= mostBytes) return
          forget(oldest)
        }
      },
      () => forget(version),
    )
    return made
  }

  return {
    async answer(c, version, read) {
      const { plain, gzip: small } = await keptOf(version, read)
      c.header('Vary', 'Accept-Encoding', { append: true })
      c.header('Content-Type', 'application/json')
      if (small === undefined || !takesGzip(c.req.raw)) return c.body(plain)
      c.header('Content-Encoding', 'gzip')
      return c.body(small)
    },

    bytesOf(version, compressed) {
      const [known, answer] = [kept.get(version), done.get(version)]
      if (known === undefined || answer === undefined) return undefined
      renew(version, known)
      return compressed ? (answer.gzip ?? answer.plain) : answer.plain
    },
  }
}

function sizeOf(answer: Kept | undefined): number {
  return answer === undefined ? 0 : answer.plain.length + (answer.gzip?.length ?? 0)
}
