import * as v from 'valibot'

const url = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(1_000),
  v.check(
    (value) => /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).username === '',
    'Write the address in full, with https://, without a name or password in it.',
  ),
)

const AKISMET = 'https://rest.akismet.com/1.1/'

/** Whom an owner lets the server ask about comments. Their secrets are kept apart (`asked/secrets.ts`). */
export const askedSettings = v.strictObject({
  /** What becomes of a comment until the answers are there. */
  meanwhile: v.optional(v.picklist(['hold', 'publish']), 'hold'),
  webhook: v.optional(v.nullable(v.strictObject({ url })), null),
  akismet: v.optional(
    v.nullable(v.strictObject({ url: v.optional(url, AKISMET), sendAddress: v.optional(v.boolean(), false) })),
    null,
  ),
  model: v.optional(
    v.nullable(
      v.strictObject({
        url,
        model: v.pipe(v.string(), v.trim(), v.minLength(1, 'Say what the model is called there.'), v.maxLength(200)),
        manner: v.optional(v.picklist(['chat', 'llama-guard', 'qwen3guard']), 'chat'),
      }),
    ),
    null,
  ),
})

export type AskedSettings = v.InferOutput<typeof askedSettings>

const NOBODY_ASKED: AskedSettings = v.parse(askedSettings, {})

/** The settings as they are stored; those that cannot be read ask nobody. */
export function readAsked(json: string): AskedSettings {
  if (json === '{}') return NOBODY_ASKED
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), askedSettings), json)
  return result.success ? result.output : NOBODY_ASKED
}
