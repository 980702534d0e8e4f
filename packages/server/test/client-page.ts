import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { SITE } from './server.ts'

/** A page of the site with the clients that everybody can use, and nothing else, whose button leads to one way to sign in. */
export const clientPage = (server: string, way: string): string => `<!doctype html>
<title>Page</title>
<p>Signed in: <b>?</b>, who wrote: <output></output></p>
<textarea aria-label="Draft"></textarea>
<button>Sign in</button> <button>Post</button> <button>Sign out</button>
<form><input name="code" aria-label="Code"></form>
<script type="module">
  import { RECEIVED, httpAdapter, httpIdentity, newCommentId } from '/clients.js'
  const target = { server: '${server}', site: '${SITE}' }
  const identity = httpIdentity(target)
  const adapter = httpAdapter({ ...target, access: identity })
  const [signIn, post, signOut] = document.querySelectorAll('button')
  const show = () => (document.querySelector('b').textContent = identity.current()?.author.name ?? 'nobody')
  const begun = await identity.begin()
  const claim = async (code) => (await identity.claim(begun, { code })).state
  let isIn = false
  addEventListener('message', async ({ origin, data, source }) => {
    if (origin !== target.server || data.id !== begun.id) return
    if (!isIn && (await claim(data.code)) === 'done') isIn = true
    // Also to its last page, where an earlier one had told enough.
    if (isIn) source.postMessage(RECEIVED, target.server)
  })
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    claim(new FormData(event.target).get('code'))
  })
  signIn.addEventListener('click', () => open(identity.windowAddress(begun, '${way}'), '', 'popup'))
  signOut.addEventListener('click', () => identity.signOut())
  post.addEventListener('click', async () => {
    const source = document.querySelector('textarea').value
    const { author } = await adapter.create('/article', { id: newCommentId(), parent: null, source })
    document.querySelector('output').textContent = author.name
  })
  identity.subscribe(show)
  show()
</script>`

/** What the page imports from `/clients.js`, as one file. */
export async function clients(): Promise<string> {
  const id = '\0clients'
  const code = `
    export { newCommentId } from '@afterword/storage'
    export { httpAdapter } from '@afterword/storage/http'
    export { httpIdentity } from '@afterword/storage/http/identity'
    export { RECEIVED } from '@afterword/storage/identity'`
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: 'clients',
        preserveEntrySignatures: 'strict',
        output: { format: 'es', codeSplitting: false },
        plugins: [
          {
            name: 'clients',
            resolveId: (source: string) => (source === 'clients' ? id : null),
            load: (asked: string) => (asked === id ? code : null),
          },
        ],
      },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const output = first !== undefined && 'output' in first ? first.output[0] : undefined
  if (output?.type !== 'chunk') throw new Error('Nothing was built.')
  return output.code
}
