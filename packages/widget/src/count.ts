import { AfterwordCount } from './element/afterword-count.ts'

const NAME = 'afterword-count'

// Another copy may have come first: it does the same.
if (globalThis.customElements !== undefined && customElements.get(NAME) === undefined) {
  customElements.define(NAME, AfterwordCount)
}

export { AfterwordCount }
