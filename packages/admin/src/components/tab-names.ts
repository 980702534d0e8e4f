import type { QueueStatus } from '@afterword/storage/admin'

export const TAB_NAMES: Readonly<Record<QueueStatus, string>> = {
  pending: 'Pending',
  reported: 'Reported',
  published: 'Published',
  spam: 'Spam',
  removed: 'Removed',
}
