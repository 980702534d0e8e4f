import type { Database } from '../database/database.ts'
import type { PageState } from '../database/page-state.ts'
import type { Place } from '../services/threads.ts'
import { matches, takesGzip } from './cache.ts'
import type { KeptAnswers } from './kept-answers.ts'

/** Characters of addresses and headers that one process remembers. */
const MOST_CHARACTERS = 8 * 1024 * 1024
/** What a request takes besides, in characters. */
const OVERHEAD = 512

/** Requests that the routes have answered, with all that is needed to answer them again. */
export interface KnownRequests {
  /**
   * The answer to a request that was answered before, while nothing has changed: at once where the database answers at
   * once. `undefined`: it is for the routes.
   *
   * @param answered told the id of the site that was read
   */
  answer(request: Request, answered: (siteId: number) => void): Response | undefined | Promise<Response | undefined>
  /**
   * @param version under which the bytes of the answer are kept
   * @param response what the routes answer it with: 200, or 304
   */
  remember(request: Request, place: Place, version: string, response: Response): void
}

type HeaderRecord = Readonly<Record<string, string>>

interface Known {
  readonly site: string
  readonly siteId: number
  readonly page: string
  readonly state: PageState
  readonly version: string
  readonly etag: string
  /** Of the answer with its body; `undefined` until that was asked for. */
  readonly full: HeaderRecord | undefined
  readonly unchanged: HeaderRecord
  readonly characters: number
}

/**
 * What most readers ask for, ahead of the routes: no route is matched, nothing is validated and no header is made. What
 * makes that right is that the state of the page is read from the database for each request, in every process, and that
 * the settings of the site are part of it (decision 0195).
 */
export function createKnownRequests(
  database: Pick<Database, 'pageState'>,
  kept: Pick<KeptAnswers, 'bytesOf'>,
  mostCharacters = MOST_CHARACTERS,
): KnownRequests {
  const requests = new Map<string, Known>()
  let characters = 0

  function forget(key: string): void {
    characters -= requests.get(key)?.characters ?? 0
    requests.delete(key)
  }

  function answerWith(request: Request, key: string, known: Known, state: PageState | undefined) {
    if (state === undefined || !isSame(known.state, state)) {
      forget(key)
      return undefined
    }
    // Asked for again: the last to go.
    requests.delete(key)
    requests.set(key, known)
    if (matches(request.headers.get('If-None-Match') ?? undefined, known.etag)) {
      return new Response(null, { status: 304, headers: known.unchanged })
    }
    const bytes = known.full && kept.bytesOf(known.version, takesGzip(request))
    return bytes && new Response(bytes, { status: 200, headers: known.full })
  }

  return {
    answer(request, answered) {
      if (request.method !== 'GET') return undefined
      const key = keyOf(request)
      const known = requests.get(key)
      if (known === undefined) return undefined
      const told = (state: PageState | undefined): Response | undefined => {
        const answer = answerWith(request, key, known, state)
        if (answer !== undefined) answered(known.siteId)
        return answer
      }
      const state = database.pageState(known.site, known.page)
      return state instanceof Promise ? state.then(told) : told(state)
    },

    remember(request, { site, page, thread }, version, response) {
      const etag = response.headers.get('ETag')
      // Where nobody has written yet, the page may be another one's by another name before long.
      if (etag === null || thread === undefined || request.method !== 'GET') return
      const key = keyOf(request)
      const headers = Object.fromEntries(response.headers)
      const before = requests.get(key)
      const { 'content-type': _type, 'content-encoding': _encoding, ...unchanged } = headers
      const full = response.status === 200 ? headers : before?.version === version ? before.full : undefined
      forget(key)
      const size = OVERHEAD + key.length + 2 * JSON.stringify(headers).length
      const state = { siteVersion: site.version, thread: thread.id, seq: thread.seq }
      const of = { site: site.key, siteId: site.id, page, state, version, etag }
      requests.set(key, { ...of, full, unchanged, characters: size })
      characters += size
      for (const oldest of requests.keys()) {
        if (characters <= mostCharacters) return
        forget(oldest)
      }
    },
  }
}

/** All of a request that its answer depends on, besides what the reader has already. */
function keyOf(request: Request): string {
  return `${request.url}\n${takesGzip(request) ? 'gzip' : ''}\n${request.headers.get('Origin') ?? ''}`
}

function isSame(a: PageState, b: PageState): boolean {
  return a.seq === b.seq && a.thread === b.thread && a.siteVersion === b.siteVersion
}
