/** Milliseconds after which a browser has begun to save it. */
const BEGUN = 60_000

/** Has the browser save a file. Nothing is put into the page. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), BEGUN)
}
