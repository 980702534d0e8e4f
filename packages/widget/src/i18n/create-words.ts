import { numberFormat, pluralRules } from '../helpers/formats.ts'
import type { Words } from './messages.ts'

/** What stands in the text where it says `{name}`. */
type Values = Readonly<Record<string, string | number>>
type Layer = { readonly [name: string]: unknown }

/**
 * Words for components out of messages: texts stay texts, a text with places and one that counts become functions.
 *
 * @param locale the language whose plurals and numbers are meant
 * @param layers messages, the strongest first; the last one has all of them, and says which are functions
 */
export function createWords<W = Words>(locale: string, layers: readonly object[]): W {
  function fill(message: unknown, values: Values): string {
    const { count } = values
    const text = isForms(message)
      ? (message[typeof count === 'number' ? pluralRules(locale).select(count) : 'other'] ?? message['other'])
      : message
    return String(text).replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? numberFormat(locale).format(value) : (value ?? place)
    })
  }

  function build(chain: readonly Layer[]): Layer {
    return Object.fromEntries(
      Object.entries(chain.at(-1) ?? {}).map(([name, sample]) => {
        const group = isLayer(sample) && !isForms(sample)
        const found = chain.map((layer) => layer[name]).filter((message) => isMessage(message) !== group)
        if (group) return [name, build(found.filter(isLayer))]
        if (typeof sample === 'string' && !sample.includes('{')) return [name, found.find((text) => !isLayer(text))]
        return [name, (values: Values) => fill(found[0], values)]
      }),
    )
  }

  return { ...build(layers.filter(isLayer)), locale } as W
}

function isMessage(value: unknown): boolean {
  return typeof value === 'string' || isForms(value)
}

function isForms(value: unknown): value is Layer {
  return isLayer(value) && 'other' in value
}

function isLayer(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null
}
