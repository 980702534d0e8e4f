import type { JSX } from 'preact'
import { useStore } from './context.ts'

/** What the owner pastes into their pages. */
export function Snippet({ site }: { readonly site: string }): JSX.Element {
  const { notices } = useStore()
  const snippet = `<script type="module" src="${location.origin}/afterword.js" data-site="${site}"></script>`

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(snippet)
      notices.say('Copied.')
    } catch {
      notices.say('This browser did not let us copy. Select the line and copy it by hand.', { wrong: true })
    }
  }

  return (
    <section class="card" aria-label="To paste">
      <h2>Paste this where the comments are to stand</h2>
      <pre class="snippet" tabIndex={0} role="region" aria-label="The line to paste">
        <code>{snippet}</code>
      </pre>
      <button type="button" class="button" onClick={() => void copy()}>
        Copy
      </button>
    </section>
  )
}
