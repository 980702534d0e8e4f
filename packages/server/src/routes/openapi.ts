import { PROTOCOL_VERSION } from '@afterword/storage'
import type { Env, Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'

/** Serves the document of everything that the app answers, made from the schemas that validate it. */
export function serveOpenApi<E extends Env>(app: Hono<E>): void {
  app.get(
    `/v${PROTOCOL_VERSION}/openapi.json`,
    openAPIRouteHandler(app, {
      // The dashboard's own API is no door for others: it may change with the dashboard. Pages of a window are for people.
      exclude: [/^\/admin\//, /\/sign-in[/-]/],
      defaultValidationErrorResponse: false,
      documentation: {
        info: {
          title: 'Afterword',
          version: `${PROTOCOL_VERSION}`,
          description:
            'A conversation for any article. Failures are problem details (RFC 9457) with a code of a closed set.',
        },
        components: {
          securitySchemes: {
            guest: {
              type: 'http',
              scheme: 'bearer',
              description:
                '"awg_" and 32 random bytes in base64url, made by the browser; or the access token of who is signed in.',
            },
            staff: {
              type: 'http',
              scheme: 'bearer',
              description: 'The access token of one of the site’s staff, who is signed in on its page.',
            },
          },
        },
      },
    }),
  )
}
