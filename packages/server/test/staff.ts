import { adminPaths } from '@afterword/storage/admin'
import type { Role, Staff } from '@afterword/storage/admin'
import { findSite } from '../src/database/sites.ts'
import { createAccounts } from '../src/services/staff/accounts.ts'
import type { TestServer } from './server.ts'

const DASHBOARD = 'https://comments.example'
export const PASSWORD = 'correct horse battery'

export interface AdminCall {
  readonly method?: string
  readonly json?: unknown
  readonly cookie?: string | undefined
  readonly headers?: Readonly<Record<string, string | null>>
}

/** A request as the dashboard sends it; a header that is `null` is left out. */
export function adminRequest(path: string, { method = 'GET', json, cookie, headers }: AdminCall = {}): Request {
  const sent = new Headers({ Host: 'comments.example', 'Sec-Fetch-Site': 'same-origin' })
  if (method !== 'GET') sent.set('Origin', DASHBOARD)
  if (json !== undefined) sent.set('Content-Type', 'application/json')
  if (cookie !== undefined) sent.set('Cookie', cookie)
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value === null) sent.delete(name)
    else sent.set(name, value)
  }
  return new Request(`${DASHBOARD}${path}`, {
    method,
    headers: sent,
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
}

/** Somebody who followed a link and is signed in. */
export interface SignedInStaff {
  readonly staff: Staff
  readonly cookie: string
  /** Asks as them; throws what the server answered when it refused. */
  ask<T>(path: string, call?: AdminCall): Promise<T>
}

/** Makes somebody an owner of everything (`null`) or something on a site. */
export async function hire(
  server: TestServer,
  name: string,
  site: string | null = null,
  role: Role = 'owner',
): Promise<SignedInStaff> {
  const found = site === null ? null : await findSite(server.database.queries, site)
  if (found === undefined) throw new Error(`There is no site ${site}.`)
  const link = await createAccounts(server.deps).invite(found, role)
  const json = { link, name, password: PASSWORD }
  const answer = await server.fetch(adminRequest(adminPaths.staff, { method: 'POST', json }))
  if (!answer.ok) throw new Error(await answer.text())
  const cookie = cookieOf(answer)
  return {
    staff: (await answer.json()) as Staff,
    cookie,
    async ask<T>(path: string, call: AdminCall = {}) {
      const got = await server.fetch(adminRequest(path, { ...call, cookie }))
      if (!got.ok) throw new Error(`${got.status} ${await got.text()}`)
      return (got.status === 204 ? undefined : await got.json()) as T
    },
  }
}

export function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
