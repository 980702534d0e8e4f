import type { AfterwordComments } from './element/afterword-comments.ts'
import { register } from './element/register.ts'

/** What `mount` takes: the element's own properties. */
export type MountOptions = Partial<
  Pick<
    AfterwordComments,
    | 'server'
    | 'site'
    | 'page'
    | 'article'
    | 'order'
    | 'pageSize'
    | 'userToken'
    | 'adapter'
    | 'messages'
    | 'lang'
    | 'dir'
  >
>

/**
 * Puts a thread into an element of the page, at its end, for those who prefer a function to a tag.
 *
 * ```ts
 * const thread = mount('#comments', { server: 'https://comments.example.org', page: '/open-weights' })
 * thread.page = '/another'
 * thread.remove()
 * ```
 *
 * @param target an element, or a selector of one
 * @throws TypeError when the selector finds nothing
 */
export function mount(target: Element | string, options: MountOptions = {}): AfterwordComments {
  const place = typeof target === 'string' ? document.querySelector(target) : target
  if (place === null) {
    throw new TypeError(
      `mount(): nothing on the page matches ${JSON.stringify(target)}. Call it when the page is there.`,
    )
  }
  register()
  const element = document.createElement('afterword-comments')
  Object.assign(element, options)
  place.append(element)
  return element
}
