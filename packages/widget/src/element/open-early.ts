import type { OpenThread } from '@afterword/storage'
import { type Opening, openAddress } from '@afterword/storage/http/address'
import { type Settings, readSettings } from './settings.ts'

/**
 * Asks for the comments before the code that shows them is there. What is wrong with the settings, the interface says.
 *
 * @param sent a request that went out before; used when it is for the same
 */
export function openEarly(element: HTMLElement, sent?: Opening): Opening | undefined {
  const settings = servedAt(element)
  if (settings === undefined) return undefined
  const { order, pageSize } = settings
  const address = openAddress(settings, settings.page, {
    ...(order && { order }),
    ...(pageSize && { limit: pageSize }),
  })
  if (sent?.address === address) return sent
  const response = fetch(address)
  // Who reads the answer hears of a failure too.
  response.catch(() => undefined)
  return { address, response }
}

/**
 * What was answered, unchecked: it is drawn with elements and text nodes, and where it is not what it should be that
 * fails. The interface reads the same answer, and says what is wrong with it.
 */
export async function readEarly({ response }: Opening): Promise<OpenThread> {
  const answer = await response
  if (!answer.ok) throw new Error(`The answer is ${answer.status}.`)
  return answer.clone().json()
}

/** A thread that a server has. */
export type Served = Settings & { readonly server: string }

/** `undefined` where no server is named, or something is wrong with how. */
export function servedAt(element: HTMLElement): Served | undefined {
  try {
    const settings = readSettings(element)
    const { server, page } = settings
    if (server === null) return undefined
    const served = { ...settings, server }
    openAddress(served, page)
    return served
  } catch {
    return undefined
  }
}
