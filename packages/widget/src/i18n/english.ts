import type { StorageErrorCode } from '@afterword/storage'
import type { Messages } from './messages.ts'

/** The words in English, the language that is always there. */
export function english(): Messages {
  const plural = new Intl.PluralRules('en')
  const number = new Intl.NumberFormat('en')
  const many = (count: number, one: string, other: string): string =>
    `${number.format(count)} ${plural.select(count) === 'one' ? one : other}`

  const messages: Messages = {
    locale: 'en',
    heading: 'Comments',
    count: (count) => many(count, 'comment', 'comments'),
    loading: 'Loading comments…',
    empty: 'Nobody has written here yet. What do you think?',
    failed: 'The comments could not be loaded.',
    retry: 'Try again',
    closed: 'This conversation is closed. You can still read it.',
    offline: 'You are offline. What you write is kept and sent when the connection is back.',
    waiting: (count) => `${many(count, 'comment waits', 'comments wait')} to be sent.`,
    ownStorage: 'These comments are kept in this browser only.',
    orderLabel: 'Sort comments',
    orders: { newest: 'Newest first', oldest: 'Oldest first', top: 'Most liked' },
    arrived: (count) => many(count, 'new comment', 'new comments'),
    more: 'Show more comments',
    moreReplies: (count) =>
      count === null ? 'Show more replies' : `Show ${many(count, 'more reply', 'more replies')}`,
    loadingMore: 'Loading…',

    write: 'Leave a comment',
    writeReply: (name) => `Reply to ${name}`,
    placeholder: 'What do you think?',
    replyPlaceholder: 'Write a reply',
    nameLabel: 'Your name',
    post: 'Post comment',
    postReply: 'Post reply',
    cancel: 'Cancel',
    markdownHint: 'Markdown works here',
    draftSaving: 'Saving draft…',
    draftSaved: 'Draft saved',
    draftUnsaved: 'This browser cannot save drafts',
    left: (count) => (count < 0 ? `${number.format(-count)} too many` : `${number.format(count)} left`),

    reply: 'Reply',
    replyTo: (name) => `Reply to ${name}`,
    inReplyTo: (name) => `in reply to ${name}`,
    vote: (name, votes) => `Like the comment by ${name}, ${many(votes, 'like', 'likes')}`,
    menuOf: (name) => `More for the comment by ${name}`,
    copyLink: 'Copy link',
    copied: 'Link copied',
    copyByHand: 'Copy this link',
    remove: 'Remove',
    removeSure: 'Remove this comment?',
    keep: 'Keep it',
    removed: 'This comment was removed.',
    edited: 'edited',
    fresh: 'new',
    badges: { author: 'Author', moderator: 'Moderator' },
    sending: 'Sending…',
    held: 'Held for approval. Only you see it so far.',
    waitingForNetwork: 'Waiting for the connection. It will be sent by itself.',
    sendAgain: 'Send now',
    takeBack: 'Edit',
    code: 'Code',

    announce(announcement) {
      switch (announcement.type) {
        case 'loaded':
          return `${messages.count(announcement.count)} loaded.`
        case 'more-loaded':
          return `${many(announcement.count, 'more comment', 'more comments')} loaded.`
        case 'arrived':
          return `${messages.arrived(announcement.count)}.`
        case 'sent':
          return 'Your comment was posted.'
        case 'waiting':
          return messages.waitingForNetwork
        case 'offline':
          return messages.offline
        case 'online':
          return 'You are online again.'
        case 'removed':
          return 'The comment was removed.'
        case 'copied':
          return `${messages.copied}.`
        case 'refused':
          return messages.problem(announcement.error.code, announcement.error.field)
      }
    },
    problem: (code, field) => (code === 'invalid' && field !== undefined && FIELDS[field]) || PROBLEMS[code],
  }
  return messages
}

const FIELDS: Readonly<Record<string, string>> = {
  name: 'Please give a name to be shown beside your comment.',
  source: 'Please write something first.',
}

const PROBLEMS: Readonly<Record<StorageErrorCode, string>> = {
  invalid: 'This could not be understood. Please change it and try again.',
  'bad-cursor': 'This part of the conversation has moved. Please reload the page.',
  unauthorized: 'You are not signed in any more. Your words are kept.',
  forbidden: 'You cannot change this comment.',
  'origin-denied': 'Comments are not set up for this page yet.',
  'site-unknown': 'Comments are not set up for this page yet.',
  'thread-closed': 'This conversation was closed meanwhile. Your words are kept here.',
  'edit-closed': 'The time to edit this comment is over. You can still remove it.',
  'not-found': 'This comment is not there any more.',
  conflict: 'Someone changed this meanwhile. Please look at it again.',
  'too-large': 'This is too much to send at once. Please shorten it.',
  'too-long': 'This is too long. Please shorten it.',
  'too-deep': 'This conversation goes too deep. Please reply to a comment further up.',
  'parent-not-found': 'The comment that you reply to was removed meanwhile. Your words are kept here.',
  'id-taken': 'Something went wrong while posting. Please post it again.',
  'rate-limited': 'That was a lot in a short time. Please wait a moment and try again.',
  unavailable: 'The comments cannot be reached right now. Please try again in a while.',
  timeout: 'The comments did not answer in time. Please try again.',
  offline: 'The comments cannot be reached. Are you online?',
  aborted: 'This was interrupted. Please try again.',
  closed: 'The page has changed meanwhile. Please reload it.',
  unsupported: 'This is not possible here.',
}
