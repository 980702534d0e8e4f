import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { SignJWT } from 'jose'

/** Somebody whom this site knows. */
interface User {
  /** Stays the same for ever, also when the name changes. */
  readonly id: string
  readonly name: string
}

/** Where the comments are, and what this site has agreed on with them. */
interface Comments {
  /** The address of the Afterword server. */
  readonly server: string
  /** The site's key there. */
  readonly site: string
  /** The secret that stands in the dashboard under Settings. It never leaves this server. */
  readonly secret: string
}

/** Long enough to load the page and begin to talk; a page that is loaded again has a new one. */
const LIVES = '10 minutes'

/** Says to the comments who is looking. Four claims, and a signature. */
function tokenFor({ id, name }: User, { site, secret }: Comments): Promise<string> {
  return new SignJWT({ name })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setAudience(site)
    .setExpirationTime(LIVES)
    .sign(new TextEncoder().encode(secret))
}

/** The users of this site. Yours are in your database. */
const USERS: readonly User[] = [
  { id: 'user-1', name: 'Ada Lovelace' },
  { id: 'user-2', name: 'Grace Hopper' },
]

/** A site with one article. Who is signed in to it is in a cookie, as simple as can be: yours does this better. */
export function createSite(comments: Comments): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/sign-in') {
      const id = searchParams.get('as') ?? ''
      const age = USERS.some((user) => user.id === id) ? '' : '; Max-Age=0'
      response.writeHead(303, { Location: '/', 'Set-Cookie': `user=${id}; HttpOnly; SameSite=Lax${age}` }).end()
      return
    }
    const user = USERS.find(({ id }) => request.headers.cookie?.split('; ').includes(`user=${id}`))
    page(user, comments).then(
      (html) =>
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(html),
      () => response.writeHead(500).end(),
    )
  })
}

async function page(user: User | undefined, comments: Comments): Promise<string> {
  const token = user === undefined ? '' : `\n        data-user-token="${await tokenFor(user, comments)}"`
  const who =
    user === undefined
      ? USERS.map(({ id, name }) => `<a href="/sign-in?as=${id}">Sign in as ${name}</a>`).join(' · ')
      : `You are ${user.name}. <a href="/sign-in">Sign out</a>`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>A site with users of its own</title>
  </head>
  <body>
    <nav>${who}</nav>
    <article>
      <h1>Who is speaking</h1>
      <p>This site knows its readers. They comment under the names that they have here.</p>
    </article>
    <script type="module" src="${comments.server}/afterword.js"
        data-server="${comments.server}"
        data-site="${comments.site}"
        data-page="/who-is-speaking"${token}></script>
  </body>
</html>
`
}
