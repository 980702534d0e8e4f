import { AfterwordComments } from './element/afterword-comments.ts'

const NAME = 'afterword-comments'

// Another copy may have come first: it does the same.
if (globalThis.customElements !== undefined && customElements.get(NAME) === undefined) {
  customElements.define(NAME, AfterwordComments)
}

export { AfterwordComments }
