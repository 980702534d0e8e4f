import type { Page } from 'playwright-core'
import { axeOn } from './axe.ts'

/** What axe finds wrong on the page, by WCAG 2.2 AA and its own best practices. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await axeOn(page)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // A permalink that was scrolled out of sight is taken for a skip link, and its target is sought outside the shadow root.
    .disableRules(['skip-link'])
    .analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  )
}
