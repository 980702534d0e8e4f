import type { DefineComponent } from 'vue'
import type { AfterwordEventMap } from 'afterword'
import type { AfterwordAttributes } from './attributes.d.ts'

/** `afterword-ready` is listened to as `onAfterwordReady`. */
type Handlers = {
  [
    Name in keyof AfterwordEventMap as Name extends `${infer First}-${infer Second}`
      ? `on${Capitalize<First>}${Capitalize<Second>}`
      : never
  ]?: ((event: AfterwordEventMap[Name]) => void) | undefined
}

declare module 'vue' {
  interface GlobalComponents {
    'afterword-comments': DefineComponent<AfterwordAttributes & Handlers>
  }
}
