import type { Block, Inline, ListItem } from '@afterword/storage'
import * as v from 'valibot'

/** The content tree, as in storage's types. It nests, so each part that others contain has a name. */

const start = v.pipe(v.number(), v.integer(), v.minValue(0))

const inline: v.GenericSchema<Inline> = v.pipe(
  v.union([
    v.string(),
    v.strictObject({ type: v.picklist(['em', 'strong', 'del']), children: v.array(v.lazy(() => inline)) }),
    v.strictObject({ type: v.literal('code'), text: v.string() }),
    v.strictObject({ type: v.literal('a'), href: v.string(), children: v.array(v.lazy(() => inline)) }),
    v.strictObject({ type: v.literal('br') }),
  ]),
  v.metadata({ ref: 'Inline' }),
)

const listItem: v.GenericSchema<ListItem> = v.pipe(
  v.strictObject({ type: v.literal('li'), children: v.array(v.lazy(() => block)) }),
  v.metadata({ ref: 'ListItem' }),
)

const block: v.GenericSchema<Block> = v.pipe(
  v.union([
    v.strictObject({ type: v.picklist(['p', 'h']), children: v.array(v.lazy(() => inline)) }),
    v.strictObject({ type: v.literal('blockquote'), children: v.array(v.lazy(() => block)) }),
    v.strictObject({ type: v.literal('ul'), children: v.array(v.lazy(() => listItem)) }),
    v.strictObject({
      type: v.literal('ol'),
      start: v.exactOptional(start),
      children: v.array(v.lazy(() => listItem)),
    }),
    v.strictObject({ type: v.literal('pre'), text: v.string(), lang: v.exactOptional(v.string()) }),
    v.strictObject({ type: v.literal('hr') }),
  ]),
  v.metadata({ ref: 'Block' }),
)

export const content = v.array(v.lazy(() => block))

/** What the document calls the parts that nest. */
export const definitions = { Inline: inline, ListItem: listItem, Block: block }
