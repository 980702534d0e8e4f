/** The pattern of a path of the protocol: the same function that makes an address makes the route that answers it. */
export function route(path: (site: string, id: string, reaction: string) => string): string {
  return path('SITE', 'ID', 'REACTION').replace(/\b(SITE|ID|REACTION)\b/g, (name) => `:${name.toLowerCase()}`)
}
