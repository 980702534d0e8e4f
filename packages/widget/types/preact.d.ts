import type { HTMLAttributes } from 'preact'
import type { AfterwordComments } from 'afterword'
import type { AfterwordAttributes, AfterwordHandlers } from './attributes.d.ts'

type Html = HTMLAttributes<AfterwordComments>

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'afterword-comments': Omit<Html, keyof AfterwordAttributes> & AfterwordAttributes & AfterwordHandlers<'on'>
    }
  }
}
