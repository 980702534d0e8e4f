import type { Opinion, Phase } from './phase.ts'
import { skeletonWords } from './skeleton.ts'

/** The site's own lists of words. Letters that only look like those of the list count as those. */
export const words: Phase = {
  name: 'words',
  judge(submission, { settings }) {
    const { refusedWords, heldWords } = settings
    const { name, text, quote } = submission
    const own = `${name}\n${text}`
    // A quote may be the article's own words or may be made up: nobody can change it, but somebody should look.
    return (
      met(own, refusedWords, 'refuse') ??
      met(own, heldWords, 'hold') ??
      met(quote, [...refusedWords, ...heldWords], 'hold')
    )
  },
}

function met(text: string, patterns: readonly string[], what: Opinion['what']): Opinion | undefined {
  if (patterns.length === 0 || text === '') return undefined
  // A space on either side of every word, so that a pattern begins and ends where words do.
  const written = ` ${skeletonWords(text).join(' ')} `
  const found = patterns.find((pattern) => matcher(pattern).test(written))
  return found === undefined ? undefined : { what, why: `“${found}” is on the list of words` }
}

/** Compiled once: a site's list is the same for every comment. */
const compiled = new Map<string, RegExp>()
const MOST_COMPILED = 10_000

function matcher(pattern: string): RegExp {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  if (compiled.size >= MOST_COMPILED) compiled.clear()
  // Each star is a run of letters within one word, so there is nothing to go back over.
  const parts = pattern.split('*').map((part) => skeletonWords(part).join(' '))
  const made = parts.every((part) => part === '') ? /(?!)/u : new RegExp(` ${parts.join('[^ ]*')} `, 'u')
  compiled.set(pattern, made)
  return made
}
