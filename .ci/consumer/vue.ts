import 'afterword/define'
import 'afterword/vue'
import type { GlobalComponents } from 'vue'

/** What a template's checker looks the tag up by. */
type Props = InstanceType<GlobalComponents['afterword-comments']>['$props']

export const thread: Props = {
  server: 'https://comments.example.org',
  page: '/a',
  onAfterwordReady: (event) => console.log(event.detail.count),
}
// @ts-expect-error there is no such order
export const wrong: Props = { order: 'best' }
