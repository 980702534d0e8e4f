import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { AfterwordComments } from 'afterword'
import type { AfterwordAttributes, AfterwordHandlers } from './attributes.d.ts'

type Html = DetailedHTMLProps<HTMLAttributes<AfterwordComments>, AfterwordComments>

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'afterword-comments': Omit<Html, keyof AfterwordAttributes> & AfterwordAttributes & AfterwordHandlers<'on'>
    }
  }
}
