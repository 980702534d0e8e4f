import type { AfterwordComments, AfterwordEventMap } from 'afterword'

/** What `<afterword-comments>` takes in a template: its attributes, and the properties that are none. */
export interface AfterwordAttributes {
  server?: string | undefined
  site?: string | undefined
  page?: string | undefined
  article?: string | undefined
  order?: 'newest' | 'oldest' | 'top' | undefined
  'page-size'?: number | string | undefined
  'passage-shortcut'?: string | undefined
  'user-token'?: string | undefined
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | undefined
  adapter?: AfterwordComments['adapter'] | undefined
  messages?: AfterwordComments['messages'] | undefined
}

/** Its events, with a prefix as the framework writes it: `onafterword-ready`, `on:afterword-ready`. */
export type AfterwordHandlers<Prefix extends string> = {
  [Name in keyof AfterwordEventMap as `${Prefix}${Name}`]?: ((event: AfterwordEventMap[Name]) => void) | undefined
}
