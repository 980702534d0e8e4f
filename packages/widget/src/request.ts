import { insertElements } from './element/insert.ts'
import { watchPolicy } from './element/missing-parts.ts'

// On its own, so that it runs before anything of what draws the thread does.
insertElements(import.meta.url)
// Not `new URL('.', …)`: a bundler takes that for a file of ours.
watchPolicy(import.meta.url.replace(/[^/]*$/, ''))
