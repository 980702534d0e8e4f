import type { ContentTree as Parsed } from '@afterword/markdown'
import type {
  Comment,
  ContentTree,
  Counts,
  Edit,
  Location,
  NewComment,
  OpenThread,
  Problem,
  Reattachment,
  Report,
  Slice,
  Viewer,
} from '@afterword/storage'
import { expectTypeOf, it } from 'vitest'
import type { InferInput, InferOutput } from 'valibot'
import type * as answers from '../src/routes/answers.ts'
import type * as schemas from '../src/routes/schemas.ts'

/** These hold or fail when the types are checked; running them does nothing. */

it('stores the tree that Markdown becomes, and serves it, without a change', () => {
  expectTypeOf<Parsed>().toExtend<ContentTree>()
  expectTypeOf<ContentTree>().toExtend<Parsed>()
})

it('documents what the contract says', () => {
  expectTypeOf<InferOutput<typeof answers.comment>>().toExtend<Comment>()
  expectTypeOf<InferOutput<typeof answers.openThread>>().toExtend<OpenThread>()
  expectTypeOf<InferOutput<typeof answers.slice>>().toExtend<Slice>()
  expectTypeOf<InferOutput<typeof answers.counts>>().toExtend<Counts>()
  expectTypeOf<InferOutput<typeof answers.location>>().toExtend<Location>()
  expectTypeOf<InferOutput<typeof answers.viewer>>().toExtend<Viewer>()
  expectTypeOf<keyof InferOutput<typeof answers.problem>>().toEqualTypeOf<keyof Problem>()
})

it('takes what the contract hands in', () => {
  expectTypeOf<InferInput<typeof schemas.newComment>>().toExtend<NewComment>()
  expectTypeOf<InferInput<typeof schemas.edit>>().toEqualTypeOf<{ -readonly [Key in keyof Edit]: Edit[Key] }>()
  expectTypeOf<InferInput<typeof schemas.reattachment>>().toExtend<Reattachment>()
  expectTypeOf<InferInput<typeof schemas.report>>().toEqualTypeOf<{ -readonly [Key in keyof Report]: Report[Key] }>()
})
