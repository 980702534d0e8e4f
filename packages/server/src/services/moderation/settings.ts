import * as v from 'valibot'

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const pattern = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(100))

/** What an owner decides of a site's moderation. What is not said stands at its default. */
export const moderationSettings = v.strictObject({
  /** `publish`: comments are up at once. `first`: until one of an author's was approved, they are held. `all`: all are held. */
  mode: v.optional(v.picklist(['publish', 'first', 'all']), 'publish'),
  /** Days after which a thread takes no more comments; `null`: never. */
  closeAfterDays: v.optional(v.nullable(whole(1, 36_500)), null),
  /** A comment with one of these is held. `*` stands for any letters of a word. */
  heldWords: v.optional(v.pipe(v.array(pattern), v.maxLength(1_000)), []),
  /** A comment with one of these is refused. */
  refusedWords: v.optional(v.pipe(v.array(pattern), v.maxLength(1_000)), []),
  /** A comment with more links than this is held, unless what was learned speaks for it. */
  mostLinks: v.optional(whole(0, 100), 2),
  /** Whether what the moderators called spam teaches the server to know it. */
  learn: v.optional(v.boolean(), true),
  /** Whether the browser of who looks like a robot has to work for a moment. */
  proof: v.optional(v.boolean(), true),
})

export type ModerationSettings = v.InferOutput<typeof moderationSettings>

export const DEFAULT_MODERATION: ModerationSettings = v.parse(moderationSettings, {})

/** The settings of a site as they are stored; one that cannot be read stands at its default. */
export function readModeration(json: string): ModerationSettings {
  const known = read.get(json)
  if (known !== undefined) return known
  const result = v.safeParse(moderationSettings, parsed(json))
  const settings = result.success ? result.output : DEFAULT_MODERATION
  if (read.size >= MOST_READ) read.clear()
  read.set(json, settings)
  return settings
}

/** A site's settings are asked for with every comment, and change seldom. */
const read = new Map<string, ModerationSettings>()
const MOST_READ = 1_000

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return {}
  }
}
