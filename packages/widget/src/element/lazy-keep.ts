import type { BrowserKeep } from './browser-keep.ts'

let loading: Promise<BrowserKeep> | undefined

/** What this browser keeps: one for all elements, and its code is fetched when it is first asked for. */
function keep(): Promise<BrowserKeep> {
  loading ??= import('./browser-keep.ts').then(({ browserKeep }) => browserKeep())
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

export const lazyKeep: BrowserKeep = {
  all: async (prefix) => (await keep()).all(prefix),
  get: async (name) => (await keep()).get(name),
  put: async (name, value) => (await keep()).put(name, value),
  delete: async (name) => (await keep()).delete(name),
}
