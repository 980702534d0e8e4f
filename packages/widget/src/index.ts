export { AfterwordComments, type AfterwordEventMap } from './element/afterword-comments.ts'
export { mount, type MountOptions } from './mount.ts'
export type { Messages, OwnMessages } from './i18n/messages.ts'
