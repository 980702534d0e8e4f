export { AfterwordComments, type AfterwordEventMap } from './element/afterword-comments.ts'
export type { Messages } from './i18n/messages.ts'
