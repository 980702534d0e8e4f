import type { HTMLAttributes } from 'svelte/elements'
import type { AfterwordComments } from 'afterword'
import type { AfterwordAttributes, AfterwordHandlers } from './attributes.d.ts'

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'afterword-comments': Omit<HTMLAttributes<AfterwordComments>, keyof AfterwordAttributes> &
      AfterwordAttributes &
      AfterwordHandlers<'on'>
  }
}
