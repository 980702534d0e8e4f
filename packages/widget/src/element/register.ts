import { AfterwordComments } from './afterword-comments.ts'

const NAME = 'afterword-comments'

/** Makes `<afterword-comments>` known to the browser. Another copy may have come first: it does the same. */
export function register(): void {
  if (globalThis.customElements !== undefined && customElements.get(NAME) === undefined) {
    customElements.define(NAME, AfterwordComments)
  }
}
