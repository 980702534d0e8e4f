let remedy = 'Is all of dist/embed served, as built with this script?'

/** What a developer can do when a part of the interface does not arrive. */
export const remedyForParts = (): string => remedy

/** Hears of it when the page's policy forbids our own files. What it forbids is told of a moment after it has failed. */
export function watchPolicy(folder: string): void {
  addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (!blockedURI.startsWith(folder)) return
    remedy = `The page's Content-Security-Policy forbids it: add ${folder} to ${effectiveDirective}.`
  })
}
