import { AfterwordComments } from './element/afterword-comments.ts'
import { register } from './element/register.ts'

register()

export { AfterwordComments }
