import { expect } from 'vitest'
import type { Driver } from './driver.ts'
import type { Hand } from './hand.ts'

/** The thread that the actions are done in. */
export const PAGE = '/actions'

/** What somebody else, and the server, do meanwhile. */
export interface World {
  readonly url: string
  /** Another reader writes a comment. */
  somebodyWrites(text: string): Promise<void>
  /** The server goes away, and comes back. */
  down(): Promise<void>
  up(): Promise<void>
}

export interface Action {
  readonly name: string
  readonly run: (hand: Hand, world: World) => Promise<void>
}

/** The thread of the element, whatever the page is called. */
export async function visit(driver: Driver, url: string): Promise<void> {
  await driver.open(url)
  await driver.ask((page) => document.querySelector('afterword-comments')?.setAttribute('page', page), PAGE)
  await driver.ask(() => document.querySelector('afterword-comments')?.scrollIntoView({ behavior: 'instant' }))
}

const firstName = (): string =>
  document.querySelector('afterword-comments')?.shadowRoot?.querySelector('.list > .item .name')?.textContent ?? ''

const stillWaits = (): boolean => {
  const shown = document.querySelector('afterword-comments')?.shadowRoot?.querySelector('.comment .delivery')
  return shown?.textContent?.startsWith('Waiting for the connection') === true
}

function until<T>(hand: Hand, question: () => T, answer: T): Promise<void> {
  return expect.poll(() => hand.driver.ask(question)).toBe(answer)
}

/** Everything that a reader does, in the order of the first visit. What one begins the next goes on with. */
export const ACTIONS: readonly Action[] = [
  {
    name: 'sorts',
    async run(hand) {
      await hand.sees('Words of Branchy.')
      await hand.choose('Sort comments', 1)
      await until(hand, firstName, 'Reader 1')
      await hand.choose('Sort comments', -1)
      await until(hand, firstName, 'Branchy')
    },
  },
  {
    name: 'likes, and takes it back',
    async run(hand) {
      await hand.press('Like the comment by Branchy, 0')
      await hand.press('Like the comment by Branchy, 1')
      await hand.sees('Like the comment by Branchy, 0')
    },
  },
  {
    name: 'reacts, and takes it back',
    async run(hand) {
      await hand.press('React to the comment by Branchy')
      await hand.press('🎉', '[part~=picker]')
      await hand.press('🎉 for the comment by Branchy, 1')
      await hand.misses('🎉 for the comment by Branchy')
    },
  },
  {
    name: 'closes a branch, opens it, and has more of it',
    async run(hand) {
      await hand.press('Hide the replies to Branchy')
      await hand.press('Show 30 replies to Branchy')
      await hand.press('Show ', '.branch-replies .more, .branch .more')
      await hand.sees('Answer number 30.')
    },
  },
  {
    name: 'reads a long comment whole, and folds it',
    async run(hand) {
      await hand.press('Show more of the comment by Longwinded')
      await hand.press('Show less of the comment by Longwinded')
      await hand.sees('Show more of the comment by Longwinded')
    },
  },
  {
    name: 'goes on to earlier comments',
    async run(hand) {
      await hand.press('Show more comments')
      await hand.sees('Words of Reader 1.')
    },
  },
  {
    name: 'copies a link, and puts the menu away',
    async run(hand) {
      await hand.press('More for the comment by Longwinded')
      await hand.press('Copy link')
      // A browser that gives no page its clipboard has the link to take by hand.
      await hand.sees('ink')
      await hand.dismiss()
      await hand.misses('Report')
    },
  },
  {
    name: 'writes: marked up, looked at, with a name, and posts',
    async run(hand) {
      await hand.write('Leave a comment', 'Plain, ')
      await hand.press('Bold', '.thread > .composer')
      await hand.driver.type('and bold')
      await hand.sees('[Plain, **and bold**]')
      await hand.press('Preview', '.thread > .composer')
      await hand.sees('and bold')
      await hand.misses('[Plain')
      await hand.press('Preview', '.thread > .composer')
      await hand.write('Your name', 'Ada', '.thread > .composer')
      await hand.press('Post comment', '.thread > .composer')
      await hand.sees('More for the comment by Ada')
    },
  },
  {
    name: 'replies, closes the reply, goes on with the draft and posts it',
    async run(hand) {
      await hand.press('Reply to Longwinded')
      await hand.sees('Post reply')
      await hand.write('Reply to Longwinded', 'Half an answer', '.reply-composer')
      await hand.press('Cancel', '.reply-composer')
      await hand.misses('Post reply')
      await hand.press('Reply to Longwinded')
      await hand.sees('[Half an answer]')
      await hand.press('Post reply')
      await hand.misses('Post reply')
      await hand.sees('Half an answer')
    },
  },
  {
    name: 'changes a comment',
    async run(hand) {
      await hand.press('More for the comment by Ada')
      await hand.press('Edit', '[role=menu]')
      await hand.write('Edit your comment', ' Changed.')
      await hand.press('Save', '.comment .composer')
      await hand.misses('Edit your comment')
      await hand.sees('edited')
    },
  },
  {
    name: 'removes a comment, and takes that back',
    async run(hand) {
      await hand.press('More for the comment by Ada')
      await hand.press('Remove', '[role=menu]')
      await hand.press('Undo')
      await hand.sees('Changed.')
    },
  },
  {
    name: 'reports a comment, with a reason and a note',
    async run(hand) {
      await hand.press('More for the comment by Longwinded')
      await hand.press('Report', '[role=menu]')
      await hand.press('It has nothing to do', 'dialog')
      await hand.write('Anything to add?', 'Too long.', 'dialog')
      await hand.press('Send report', 'dialog')
      await hand.sees('Thank you')
      await hand.press('Close', 'dialog')
      await hand.misses('Thank you')
    },
  },
  {
    name: 'takes over a draft of another tab',
    async run(hand, { url }) {
      const there = await hand.another()
      await visit(there.driver, url)
      await there.sees('Words of Branchy.')
      await there.write('Leave a comment', 'Begun in another tab')
      await there.sees('Draft saved')
      await there.driver.close()
      await hand.press('Use it')
      await hand.sees('[Begun in another tab]')
      await hand.press('Post comment', '.thread > .composer')
      await hand.misses('[Begun in another tab]')
      await hand.sees('Begun in another tab')
    },
  },
  {
    name: 'decides when a comment was changed in two tabs',
    async run(hand, { url }) {
      const there = await hand.another()
      await visit(there.driver, url)
      await there.press('More for the comment by Ada')
      await there.press('Edit', '[role=menu]')
      await hand.driver.front()
      await hand.press('More for the comment by Ada')
      await hand.press('Edit', '[role=menu]')
      await hand.sees('Edit your comment')
      await there.driver.front()
      await there.write('Edit your comment', ', and there')
      await there.press('Save', '.comment .composer')
      await there.misses('Edit your comment')
      await there.driver.close()
      await hand.sees('This comment was changed meanwhile')
      await hand.write('Edit your comment', ', and here')
      await hand.press('Save mine instead')
      await hand.misses('This comment was changed meanwhile')
      await hand.misses('Edit your comment')
      await hand.sees('and here')
    },
  },
  {
    name: 'sees what somebody else wrote',
    async run(hand, { somebodyWrites }) {
      await somebodyWrites('News from somebody else.')
      await hand.press('1 new comment')
      await hand.sees('News from somebody else.')
    },
  },
  {
    name: 'puts the passages out, and lights them again',
    async run(hand) {
      await hand.press('Words of the article')
      await hand.press('Hide passages', '[role=menu]')
      await hand.misses('Comment on a passage')
      await hand.press('Words of the article')
      await hand.press('Show passages', '[role=menu]')
      await hand.misses('Comment on a passage')
      await hand.press('Words of the article')
      await hand.sees('Hide passages')
      await hand.dismiss()
      await hand.misses('Hide passages')
    },
  },
  {
    name: 'comments on a passage, and closes what was opened',
    async run(hand) {
      await hand.press('Words of the article')
      await hand.press('Comment on a passage', '[role=menu]')
      await hand.press('Comment', '.chooser')
      await hand.write('Leave a comment', 'About these words.', '.panel')
      await hand.press('Post comment', '.panel')
      await hand.sees('About these words.')
      await hand.press('Close', '.panel')
      await hand.misses('Close')
    },
  },
  {
    name: 'goes from a passage to its words, and back',
    async run(hand) {
      await hand.press('Show in text')
      // From here on the keyboard goes on in the article.
      await hand.sees('Back to the comment')
      await hand.press('Back to the comment')
      await hand.misses('Back to the comment')
    },
  },
  {
    name: 'sees what waits, has it sent, and takes it back',
    async run(hand, { down, up }) {
      await down()
      await hand.write('Leave a comment', 'Written into the dark')
      await hand.press('Post comment', '.thread > .composer')
      await hand.press('Send now', '.outbox')
      // It was tried, and waits again.
      await until(hand, stillWaits, true)
      await hand.press('Edit', '.outbox')
      await hand.sees('[Written into the dark]')
      await hand.misses('Waiting for the connection')
      await up()
      await hand.press('Post comment', '.thread > .composer')
      await hand.misses('[Written into the dark]')
    },
  },
  {
    name: 'tries again when the comments could not be read',
    async run(hand, { down, up }) {
      await down()
      await hand.driver.ask(() =>
        document.querySelector('afterword-comments')?.setAttribute('page', '/nobody-was-here'),
      )
      await hand.sees('Try again')
      await up()
      await hand.press('Try again')
      await hand.sees('Nobody has written here yet')
    },
  },
]
