import type { TagValues } from '@afterword/storage/script-tag'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** What can be seen of a tag without a page around it. */
const SEEN: readonly string[] = ['order', 'page-size', 'lang', 'dir']

/** Where one is in the dashboard stands behind the #: a link to a comment of the preview leads nowhere. */
function stay(event: Event): void {
  if (event.composedPath().some((node) => node instanceof HTMLAnchorElement)) event.preventDefault()
}

/** The thread as the tag makes it, to try: what is written here stays in this browser. */
export function Preview({ values }: { readonly values: TagValues }): JSX.Element {
  const stage = useRef<HTMLDivElement>(null)
  const [missing, setMissing] = useState(false)

  useEffect(() => {
    const element = document.createElement('afterword-comments')
    element.setAttribute('page', '/afterword-preview')
    stage.current?.append(element)
    // The same file that the pages get.
    const script = new URL('/afterword.js', location.href).href
    import(/* @vite-ignore */ script).catch(() => setMissing(true))
    return () => element.remove()
  }, [])

  useEffect(() => {
    const element = stage.current?.querySelector('afterword-comments')
    for (const name of SEEN) {
      const value = values[name]?.trim() ?? ''
      if (value === '') element?.removeAttribute(name)
      else element?.setAttribute(name, value)
    }
  }, [values])

  return (
    <section class="preview" aria-label="Preview">
      <p class="hint">This is how it looks. What you write here stays in this browser.</p>
      {missing && <p class="hint">The script could not be loaded from this server.</p>}
      <div ref={stage} onClick={stay} />
    </section>
  )
}
