/** The heading of a thread is called so by the whole. */
export const HEADING = 'heading'

/**
 * What a node is called by others of its tree. By rule and not by counting: what is drawn first, by a server or in
 * the browser, and what takes it over must say the same.
 *
 * @param inPanel whether it stands beside the article, where the comments of a passage are shown once more
 */
export function placeId(what: string, of: string, inPanel = false): string {
  return `${inPanel ? 'panel-' : ''}${what}-${of}`
}
