import type { JSX } from 'solid-js'
import type { AfterwordComments } from 'afterword'
import type { AfterwordAttributes, AfterwordHandlers } from './attributes.d.ts'

type Html = JSX.HTMLAttributes<AfterwordComments>
type Properties = { [Name in 'adapter' | 'messages' as `prop:${Name}`]?: AfterwordAttributes[Name] }

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'afterword-comments': Omit<Html, keyof AfterwordAttributes> &
        AfterwordAttributes &
        AfterwordHandlers<'on:'> &
        Properties
    }
  }
}
