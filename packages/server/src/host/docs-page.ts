import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** As much of an OpenAPI document as the page shows. */
interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

interface Operation {
  readonly summary?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
  }[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }
  readonly responses?: Readonly<
    Record<
      string,
      { readonly description?: string; readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }
    >
  >
  readonly security?: readonly unknown[]
}

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Shows the API's own document as a page to read: no script, nothing from elsewhere. */
export function docsPage(readDocument: () => Response | Promise<Response>): Hono {
  const app = new Hono()
  app.get('/docs', async (c) => {
    const document = (await (await readDocument()).json()) as Document
    const style = createHash('sha256').update(STYLE).digest('base64')
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    c.header('Cache-Control', 'no-cache')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('X-Content-Type-Options', 'nosniff')
    return c.html(page(document))
  })
  return app
}

function page({ info, paths, components }: Document): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${info.title} API</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${info.title} API <small>v${info.version}</small></h1>
          <p>${info.description ?? ''} The same as JSON: <a href="/v1/openapi.json">openapi.json</a>.</p>
          ${Object.entries(paths).map(([path, operations]) =>
            METHODS.map((method) =>
              operations[method] === undefined ? '' : operation(method, path, operations[method]),
            ),
          )}
          <h2>Shapes</h2>
          ${Object.entries(components?.schemas ?? {}).map(
            ([name, schema]) =>
              html`<details id="shape-${name}">
                <summary>${name}</summary>
                <pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre>
              </details>`,
          )}
        </main>
      </body>
    </html>`
}

function operation(
  method: string,
  path: string,
  { summary, parameters = [], requestBody, responses = {}, security }: Operation,
): Markup {
  return html`<section>
    <h2><code class="method">${method.toUpperCase()}</code> <code>${path}</code></h2>
    <p>${summary ?? ''}${security === undefined ? '' : ' Takes a guest’s token.'}</p>
    ${
      parameters.length === 0
        ? ''
        : html`<table>
            <caption>
              Parameters
            </caption>
            ${parameters.map(
              (parameter) =>
                html`<tr>
                  <th scope="row"><code>${parameter.name}</code></th>
                  <td>${parameter.in}${parameter.required === true ? ', required' : ''}</td>
                  <td>${parameter.description ?? ''}</td>
                </tr>`,
            )}
          </table>`
    }
    ${requestBody === undefined ? '' : html`<p>Sends ${shapes(requestBody.content)}.</p>`}
    <table>
      <caption>
        Answers
      </caption>
      ${Object.entries(responses).map(
        ([status, response]) =>
          html`<tr>
            <th scope="row"><code>${status}</code></th>
            <td>${response.description ?? ''}</td>
            <td>${shapes(response.content)}</td>
          </tr>`,
      )}
    </table>
  </section>`
}

function shapes(content: Readonly<Record<string, { readonly schema?: unknown }>> = {}): Markup {
  return html`${Object.entries(content).map(([type, { schema }]) => {
    const name = /"\$ref":"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(schema) ?? '')?.[1]
    return name === undefined ? html`<code>${type}</code> ` : html`<a href="#shape-${name}">${name}</a> `
  })}`
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
body { margin: 0 } main { max-inline-size: 56rem; margin: 2rem auto; padding: 0 1rem }
h1 small { font-weight: 400; opacity: .6; font-size: .5em } h2 { font-size: 1.05rem; margin-block: 2.5rem .25rem; overflow-wrap: anywhere }
table { border-collapse: collapse; inline-size: 100%; margin-block: .75rem; font-size: .9rem }
caption, th, td { text-align: start; padding: .3rem .6rem .3rem 0; vertical-align: top } caption { font-weight: 600 }
tr { border-block-start: 1px solid color-mix(in srgb, currentColor 15%, transparent) }
code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em } .method { font-weight: 700 }
pre { overflow: auto; padding: 1rem; border-radius: .5rem; background: color-mix(in srgb, currentColor 6%, transparent) }
summary { cursor: pointer; padding-block: .25rem }
`
