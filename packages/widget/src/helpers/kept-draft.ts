/** Words that were not sent, as they are kept. */
export interface Draft {
  /** The place that they are written in. */
  readonly key: string
  /** Which of the drafts for this place: two tabs that write there at once have one each. */
  readonly slot: string
  /** Empty when the words were sent or thrown away: a slower copy must not bring them back. */
  readonly text: string
  /** Milliseconds since the epoch, and always later than what stood in the slot before. */
  readonly at: number
  /** Of an edit: the version that it began from. */
  readonly version?: number
}

/** What a draft is called among the drafts of its page. */
export function nameOf({ key, slot }: Pick<Draft, 'key' | 'slot'>): string {
  return JSON.stringify([key, slot])
}

/** The draft to begin with. What is damaged has no time: it is offered later, and not put where one writes. */
export function newestOf(drafts: readonly Draft[]): Draft | undefined {
  return drafts.filter(({ text, at }) => text !== '' && at > 0).toSorted((a, b) => b.at - a.at)[0]
}

/** A draft as it is kept. One that is damaged is offered as it stands: it may be readable to who wrote it. */
export function readDraft(name: string, value: string | null): Draft | undefined {
  if (value === null) return undefined
  const place = parse(name)
  if (!Array.isArray(place)) return undefined
  const [key, slot]: unknown[] = place
  if (typeof key !== 'string' || typeof slot !== 'string') return undefined
  const kept = parse(value)
  if (typeof kept === 'object' && kept !== null && 'text' in kept && 'at' in kept) {
    const { text, at } = kept
    const version = 'version' in kept && typeof kept.version === 'number' ? { version: kept.version } : {}
    if (typeof text === 'string' && typeof at === 'number') return { key, slot, text, at, ...version }
  }
  return { key, slot, text: value, at: 0 }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
