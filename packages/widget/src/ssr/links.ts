import { paths } from '@afterword/storage'
import type { Links } from '../components/context.ts'
import type { RenderOptions } from './render-options.ts'

/** Where a reader without scripts goes on: pages that the server makes. */
export function linksTo({ server, site, page, address, order }: RenderOptions): Links | undefined {
  if (server === undefined) return undefined
  const base = server.replace(/\/+$/, '')
  const at = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
    const search = new URLSearchParams({ page })
    for (const [name, value] of Object.entries({ ...query, back: address }))
      if (value !== undefined) search.set(name, value)
    return `${base}${path}?${search}`
  }
  return {
    form: (parent) => at(paths.form(site), { parent: parent ?? undefined }),
    reply: (comment) => at(paths.document(site), { order, comment, reply: '1' }),
    more: (cursor) => at(paths.document(site), { order, cursor }),
    branch: (comment) => at(paths.document(site), { order, comment }),
  }
}
