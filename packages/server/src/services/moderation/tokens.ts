import type { Submission } from './phase.ts'
import { skeletonWords } from './skeleton.ts'

/** So many different ones of a comment count; a longer one says enough with them. */
const MOST = 400
const SHORTEST = 3
const LONGEST = 24

/**
 * What a comment is remembered by: its words as they look, pairs of neighbours, the words of the name, where its
 * links lead and how many there are. Each counts once, however often it stands there.
 */
export function tokensOf({ text, name, hosts }: Pick<Submission, 'text' | 'name' | 'hosts'>): readonly string[] {
  const words = skeletonWords(text).filter(sized)
  const tokens = new Set([
    `links:${Math.min(hosts.length, 4)}`,
    ...hosts.map((host) => `host:${host.slice(-LONGEST * 2)}`),
    ...skeletonWords(name)
      .filter(sized)
      .map((word) => `name:${word}`),
    ...words.flatMap((word, index) => (index === 0 ? [word] : [word, `${words[index - 1]} ${word}`])),
  ])
  return [...tokens].slice(0, MOST)
}

function sized({ length }: string): boolean {
  return length >= SHORTEST && length <= LONGEST
}
