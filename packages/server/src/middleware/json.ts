import { LIMITS, StorageError } from '@afterword/storage'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'

const JSON_TYPE = /^application\/json\s*(;|$)/i

/** Reads no more than the limit, whatever the request says of its length. */
export function limitBody() {
  const counted = bodyLimit({ maxSize: LIMITS.requestBytes, onError: tooLarge })
  return createMiddleware(async (c, next) => {
    const length = c.req.header('Content-Length')
    if (length === undefined || c.req.header('Transfer-Encoding') !== undefined) return counted(c, next)
    // It is that long and no longer. Looking at the body itself would make a stream of it.
    if (!(Number(length) <= LIMITS.requestBytes)) tooLarge()
    await next()
  })
}

function tooLarge(): never {
  throw new StorageError('too-large', `A request has at most ${LIMITS.requestBytes} bytes. Send less.`)
}

/** Lets only JSON pass, and none that nests deeper than the limit. */
export function requireJson() {
  return createMiddleware(async (c, next) => {
    if (!JSON_TYPE.test(c.req.header('Content-Type') ?? '')) {
      throw new StorageError('invalid', 'The request has no JSON. Send it with "Content-Type: application/json".')
    }
    const text = await c.req.text()
    if (depthOf(text) > LIMITS.jsonDepth) {
      throw new StorageError('invalid', `The request's JSON nests deeper than ${LIMITS.jsonDepth} levels. Flatten it.`)
    }
    if (!isJson(text)) {
      throw new StorageError('invalid', 'The request’s JSON cannot be read. Send one object, to its last bracket.')
    }
    await next()
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** How deep the brackets outside of strings nest. It is counted before anything is parsed, in one pass: nobody has shown a token yet. */
export function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const character = json[at]
    if (quoted) {
      if (character === '\\') at++
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    else if (character === ']' || character === '}') depth--
  }
  return deepest
}
