import type { Page } from 'playwright-core'

/** Whether this browser keeps the thread as it is now. */
export function isKept(page: Page, words: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const there = await indexedDB.databases()
    if (!there.some(({ name }) => name === 'afterword-kept')) return false
    const request = indexedDB.open('afterword-kept')
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('It cannot be opened.')))
    })
    const all = database.transaction('kept').objectStore('kept').getAll()
    await new Promise((resolve) => all.addEventListener('success', resolve))
    database.close()
    return JSON.stringify(all.result).includes(wanted)
  }, words)
}
