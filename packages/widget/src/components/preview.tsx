import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Content } from '../text/content.tsx'
import { useWriting } from './context.ts'
import type { Parse } from './use-parse.ts'

export interface PreviewProps {
  readonly source: string
  /** Back to the field. */
  readonly onBack: () => void
}

/** The words as they will stand there: the same parser, and drawn by the same hand. */
export function Preview({ source, onBack }: PreviewProps): JSX.Element {
  const { words } = useWriting()
  const [parse, setParse] = useState<Parse | 'loading' | 'failed'>('loading')

  useEffect(() => {
    if (parse !== 'loading') return undefined
    let current = true
    import('../text/parse.ts').then(
      (loaded) => current && setParse(() => loaded.parse),
      () => current && setParse('failed'),
    )
    return () => {
      current = false
    }
  }, [parse])

  return (
    <div
      class="field preview body"
      part="preview"
      dir="auto"
      role="region"
      aria-label={words.preview}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onBack()
      }}
    >
      {parse === 'loading' && <p class="hint">{words.loadingMore}</p>}
      {parse === 'failed' && (
        <p class="problem">
          {words.previewFailed}{' '}
          <button type="button" class="action" part="action" onClick={() => setParse('loading')}>
            {words.retry}
          </button>
        </p>
      )}
      {typeof parse === 'function' &&
        (source.trim() === '' ? (
          <p class="hint">{words.previewEmpty}</p>
        ) : (
          <Content tree={parse(source)} codeLabel={words.code} />
        ))}
    </div>
  )
}
