import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * Axe, for what is wrong on a page. Of what is right it names one node for each rule, and it stays on the page: both together
 * take it a fifth of the time. Another page is what it needs for frames of other origins, and there are none.
 */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
}
