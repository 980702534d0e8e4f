import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'

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
  const sizes = new Map<string, number>()
  let bytes = 0

  function forget(version: string): void {
    kept.delete(version)
    bytes -= sizes.get(version) ?? 0
    sizes.delete(version)
  }

  async function make(read: () => Promise<object>): Promise<Kept> {
    const plain = new TextEncoder().encode(JSON.stringify(await read()))
    return { plain, gzip: plain.length < WORTH ? undefined : new Uint8Array(await compress(plain)) }
  }

  function keptOf(version: string, read: () => Promise<object>): Promise<Kept> {
    const known = kept.get(version)
    if (known !== undefined) {
      // Asked for again: the last to go.
      kept.delete(version)
      kept.set(version, known)
      return known
    }
    const made = make(read)
    kept.set(version, made)
    made.then(
      ({ plain, gzip: small }) => {
        if (kept.get(version) !== made) return
        const size = plain.length + (small?.length ?? 0)
        sizes.set(version, size)
        bytes += size
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
      if (small === undefined || !/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) return c.body(plain)
      c.header('Content-Encoding', 'gzip')
      return c.body(small)
    },
  }
}
