import { StorageError } from '@afterword/storage'
import type { Env, MiddlewareHandler } from 'hono'
import { describeRoute, resolver, validator } from 'hono-openapi'
import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import { problem } from './answers.ts'
import { definitions } from './content.ts'

export interface Description {
  /** What generated clients call it. */
  readonly operationId: string
  readonly summary: string
  readonly answer: GenericSchema
  /** Whether it needs a token of a viewer, can do with one, or needs that of one of the staff. */
  readonly token?: 'needed' | 'used' | 'staff'
  /** Whether it answers 201 to what is new. */
  readonly created?: boolean
  /** Whether it answers 304 to who has it already. */
  readonly cached?: boolean
}

/** What the document says of a route. */
export function describe({ operationId, summary, answer, token, created, cached }: Description) {
  const success = { description: summary, content: { 'application/json': { schema: named(answer) } } }
  const security = { needed: [{ guest: [] }], used: [{ guest: [] }, {}], staff: [{ staff: [] }] }
  return describeRoute({
    operationId,
    summary,
    ...(token === undefined ? {} : { security: security[token] }),
    responses: {
      200: success,
      ...(created === true ? { 201: success } : {}),
      ...(cached === true ? { 304: { description: 'It is as the ETag says.' } } : {}),
      default: {
        description: 'Problem details; `code` is one of a closed set.',
        content: { 'application/problem+json': { schema: named(problem) } },
      },
    },
  })
}

export interface TextDescription extends Pick<Description, 'operationId' | 'summary'> {
  readonly type: string
}

/** The same of a route that answers with something else than JSON. */
export function describeText({ operationId, summary, type }: TextDescription) {
  return describeRoute({
    operationId,
    summary,
    responses: {
      200: { description: summary, content: { [type]: { schema: { type: 'string' } } } },
      304: { description: 'It is as the ETag says.' },
      default: {
        description: 'Problem details; `code` is one of a closed set.',
        content: { 'application/problem+json': { schema: named(problem) } },
      },
    },
  })
}

/** Validates a part of the request; what is wrong with it becomes `invalid` with the field. */
export function valid<Target extends 'query' | 'param' | 'json', Schema extends GenericSchema>(
  target: Target,
  schema: Schema,
): MiddlewareHandler<
  Env,
  string,
  { in: Record<Target, InferInput<Schema>>; out: Record<Target, InferOutput<Schema>> }
> {
  return validator(target, schema, (result) => {
    if (result.success) return
    const [issue] = result.error
    const field = (issue?.path ?? [])
      .map((part) => String(typeof part === 'object' && 'key' in part ? part.key : part))
      .join('.')
    const detail = `${field || 'The request'} is not valid. ${issue?.message ?? ''}`.trim()
    throw new StorageError('invalid', detail, field === '' ? {} : { field })
  })
}

function named(schema: GenericSchema) {
  return resolver(schema, { options: { definitions } })
}
