import { StorageError } from '@afterword/storage'
import type { Env, MiddlewareHandler } from 'hono'
import { describeRoute, resolver, validator } from 'hono-openapi'
import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import { problem } from './answers.ts'

/** What the document says of a route. `write`: it needs a token. */
export function describe(
  summary: string,
  answer: GenericSchema,
  options: { readonly write?: boolean; readonly created?: boolean } = {},
) {
  const success = { description: summary, content: { 'application/json': { schema: resolver(answer) } } }
  return describeRoute({
    summary,
    ...(options.write === true ? { security: [{ guest: [] }] } : {}),
    responses: {
      200: success,
      ...(options.created === true ? { 201: success } : {}),
      default: {
        description: 'Problem details; `code` is one of a closed set.',
        content: { 'application/problem+json': { schema: resolver(problem) } },
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
