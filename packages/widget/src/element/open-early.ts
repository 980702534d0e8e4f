import { type OpenThread, pageKeyOf } from '@afterword/storage'
import { type Opening, openAddressAt, serverAddressOf } from '@afterword/storage/http/address'
import type { keptOrder } from './kept-order.ts'
import { type Settings, settingsGiven } from './settings.ts'

/**
 * Asks for the comments before the code that shows them is there. What is wrong with the settings, the interface says.
 *
 * @param sent a request that went out before; used when it is for the same
 */
export function openEarly(served: Served | undefined, sent?: Opening): Opening | undefined {
  if (served === undefined) return undefined
  const { address } = served
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
export interface Served extends Settings {
  /** Where it is asked for. */
  readonly address: string
}

/** `undefined` where no server is named, or something is wrong with how. */
export function servedAt(element: HTMLElement, kept?: typeof keptOrder): Served | undefined {
  try {
    const { name, ...settings } = settingsGiven(element, kept)
    const { server, site, order, pageSize } = settings
    const base = server && serverAddressOf(server)
    const page = pageKeyOf(name)
    if (!base || page === null) return undefined
    return { ...settings, page, address: openAddressAt(base, site, page, { order, limit: pageSize }) }
  } catch {
    return undefined
  }
}
