import type { StorageError } from '@afterword/storage'
import type { Words } from '../i18n/messages.ts'
import type { Announcement } from '../store/models.ts'

/** What went wrong and what the reader can do, by the code and the field. */
export function problemIn({ missing, problems }: Words, { code, field }: StorageError): string {
  if (code === 'invalid' && (field === 'name' || field === 'source')) return missing[field]
  return problems[code]
}

/** What a screen reader is told. */
export function announcementIn(words: Words, announcement: Announcement): string {
  if (announcement.type === 'refused') return problemIn(words, announcement.error)
  if (announcement.type === 'chosen') return announcement.quote
  if (announcement.type === 'said') return announcement.words
  if (announcement.type === 'proving') return words.proving
  if (announcement.type === 'shown-in-text') return words.announcements['shown-in-text'](announcement)
  if ('count' in announcement) return words.announcements[announcement.type](announcement)
  if ('name' in announcement) return words.announcements[announcement.type](announcement)
  return words.announcements[announcement.type]
}
