export { renderThread, type RenderOptions } from './render-thread.ts'
export { threadJsonLd } from './json-ld.ts'
export { threadStyles } from './styles.ts'
export { pageWords, type PageWords } from './words.ts'
