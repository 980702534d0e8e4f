import { testChanging } from './changing.ts'
import { testCounting } from './counting.ts'
import { testFollowing } from './following.ts'
import { testLocating } from './locating.ts'
import { testModerating } from './moderating.ts'
import { testOpening } from './opening.ts'
import { testPassages } from './passages.ts'
import { testReporting } from './reporting.ts'
import { testsOn, type OpenStore, type Runner } from './runner.ts'
import { testTraits } from './traits.ts'
import { testWriting } from './writing.ts'

export type { OpenStore, Runner, TestContext, TestStore } from './runner.ts'

/**
 * The contract kit: every promise of `StorageAdapter`, as tests of your adapter.
 *
 * ```ts
 * import { describe, it } from 'vitest'
 * import { testAdapter } from '@afterword/storage/testing'
 *
 * testAdapter({ describe, it }, async () => {
 *   const store = await openEmptyStore()
 *   return {
 *     page: '/article',
 *     connect: async (viewer) => myAdapter({ store, viewer }),
 *     dispose: () => store.remove(),
 *   }
 * })
 * ```
 *
 * What the adapter does not claim in `supports` is skipped. `open` is called for each test and gives it an
 * empty store of its own.
 */
export function testAdapter(runner: Runner, open: OpenStore): void {
  const test = testsOn(runner, open)
  runner.describe('opens and pages', () => testOpening(test))
  runner.describe('locates', () => testLocating(test))
  runner.describe('counts', () => testCounting(test))
  runner.describe('creates', () => testWriting(test))
  runner.describe('edits, removes, reacts', () => testChanging(test))
  runner.describe('takes reports', () => testReporting(test))
  runner.describe('is moderated in place', () => testModerating(test))
  runner.describe('follows', () => testFollowing(test))
  runner.describe('keeps passages', () => testPassages(test))
  runner.describe('has the traits of an adapter', () => testTraits(test))
}
