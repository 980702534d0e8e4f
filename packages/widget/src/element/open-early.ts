import { type Opening, openAddress } from '@afterword/storage/http/open'
import { readSettings } from './settings.ts'

/** Asks for the comments before the code that shows them is there. What is wrong with the settings, the element says. */
export function openEarly(element: HTMLElement): Opening | undefined {
  try {
    const { server, site, page, order, pageSize } = readSettings(element)
    if (server === null) return undefined
    const options = { ...(order && { order }), ...(pageSize && { limit: pageSize }) }
    const address = openAddress({ server, site }, page, options)
    const response = fetch(address)
    // The adapter, which comes later, hears of a failure too.
    response.catch(() => undefined)
    return { address, response }
  } catch {
    return undefined
  }
}
