import type { JSX } from 'preact'
import { BackBar } from './back-bar.tsx'
import { Chooser } from './chooser.tsx'
import type { Margin } from './margin.ts'
import { Markers } from './markers.tsx'
import { OfferButton } from './offer-button.tsx'
import { PassagePanel } from './passage-panel.tsx'

/** Everything of a thread that stands beside or over the article. */
export function ArticleMargin({ margin }: { readonly margin: Margin }): JSX.Element {
  const panel = margin.panel.value
  return (
    <div class="margin" part="margin" ref={margin.attach}>
      <Markers margin={margin} />
      <OfferButton margin={margin} />
      {panel !== null && <PassagePanel key={panel.key} margin={margin} panel={panel} />}
      {margin.choice.value !== null && <Chooser margin={margin} choice={margin.choice.value} />}
      {margin.shown.value !== null && <BackBar margin={margin} />}
    </div>
  )
}
