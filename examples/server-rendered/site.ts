/**
 * A site as a framework would render it on a server: each page comes with its thread in it. It asks the Afterword
 * server at `AFTERWORD` for the comments, as `node site.ts` of a machine with one running does.
 */
import { createServer, type Server } from 'node:http'
import { pathToFileURL } from 'node:url'
import { httpAdapter } from '@afterword/storage/http'
import { renderThread } from 'afterword/ssr'

const NOTES: Readonly<Record<string, { readonly title: string; readonly words: string }>> = {
  '/tea': { title: 'On tea', words: 'Water that has boiled twice has had all its ideas.' },
  '/rain': { title: 'On rain', words: 'It is only weather until somebody has to walk home in it.' },
}

/** @param server the Afterword server's address, and `site` its key there */
export function notes(server: string, site: string): Server {
  const adapter = httpAdapter({ server, site })

  async function page(path: string, address: string): Promise<string | undefined> {
    const note = NOTES[path]
    if (note === undefined) return undefined
    // Without comments the note is worth reading, too: the script then asks for them itself.
    const thread = await adapter
      .open(path)
      .then((opened) => renderThread(opened, { server, site, page: path, address }))
      .catch(() => '')
    return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${note.title}</title>
  </head>
  <body>
    <article><h1>${note.title}</h1><p>${note.words}</p></article>
    ${thread}<script type="module" src="${server}/afterword.js" data-site="${site}" data-page="${path}"></script>
  </body>
</html>`
  }

  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    page(url.pathname, url.href).then(
      (html) =>
        response.writeHead(html === undefined ? 404 : 200, { 'Content-Type': 'text/html' }).end(html ?? 'Not here'),
      () => response.writeHead(500).end('Something failed'),
    )
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { AFTERWORD = 'http://127.0.0.1:4400', SITE = 'example', PORT = '8000' } = process.env
  notes(AFTERWORD, SITE).listen(Number(PORT), '127.0.0.1', () => console.log(`http://localhost:${PORT}/tea`))
}
