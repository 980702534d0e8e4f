import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { drawing, hiddenRounds } from './hidden-rounds.ts'

onEveryDatabase((start) => {
  it('serves nothing of what a moderator took down from their answer on, while readers ask for everything', async () => {
    const server = await start(drawing())
    const { leaks, miscounts, changes, surfaces } = await hiddenRounds([server], 1)
    expect({ leaks, miscounts, changes }).toEqual({ leaks: [], miscounts: [], changes: 13 })
    // Where words can be seen, they were: what would not show them would prove nothing.
    expect(surfaces).toEqual(
      expect.arrayContaining(['newest', 'list', 'replies', 'location', 'fragment', 'document', 'stream', 'reaction']),
    )
    expect(surfaces).toEqual(expect.arrayContaining(['feed of the page', 'feed of the site in JSON']))
  })
})
