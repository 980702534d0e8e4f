import type { StorageError } from '@afterword/storage'
import type { Messages } from '../../words/messages.ts'
import type { Wording } from '../../words/wording.ts'

/** What went wrong with a sign-in, as readers can be told: by the code and the field; `other` where there is nothing better. */
export function problemOf({ code, field }: StorageError): keyof Messages['problems'] {
  switch (code) {
    case 'not-found':
      return field === 'way' ? 'noSuchWay' : 'over'
    case 'forbidden':
      return 'otherBrowser'
    case 'unauthorized':
      return field === 'code' ? 'wrongCode' : 'other'
    case 'rate-limited':
      return 'tooOften'
    case 'name-taken':
      return 'nameTaken'
    case 'invalid':
      return field === 'email' ? 'badAddress' : field === 'name' ? 'noName' : 'other'
    case 'too-long':
      return field === 'name' ? 'longName' : 'other'
    default:
      return 'other'
  }
}

/** The same in the reader's words, and when it can be tried again. */
export function problemIn({ language, words }: Wording, error: StorageError): string {
  const said = words.problems[problemOf(error)]
  if (error.retryAfter === undefined) return said
  const time = new Intl.RelativeTimeFormat(language)
  const { retryAfter } = error
  return `${said} (${retryAfter < 90 ? time.format(retryAfter, 'second') : time.format(Math.ceil(retryAfter / 60), 'minute')})`
}
