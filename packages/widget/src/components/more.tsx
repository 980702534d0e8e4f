import type { Cursor } from '@afterword/storage'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { MoreModel } from '../store/models.ts'
import { afterPaint } from './after-paint.ts'
import { type Links, useThread } from './context.ts'
import { itemAt, itemBeside } from './items.ts'
import { Problem } from './problem.tsx'
import { Act } from './ui/act.tsx'

export interface MoreProps {
  readonly model: MoreModel
  readonly label: string
  /** Whether it stands above its list, whose comments stay where they are when others come before them. */
  readonly above?: boolean
  /** Where the list goes on without a script. */
  readonly href?: (from: { readonly links: Links; readonly cursor: Cursor }) => string
}

/** Loads the rest of a list, and says so when that fails. */
export function More({ model, label, above = false, href }: MoreProps): JSX.Element | null {
  const { words, links } = useThread()
  const place = useRef<HTMLDivElement>(null)
  const cursor = model.cursor.value
  if (cursor === null) return null

  async function load(button: HTMLButtonElement): Promise<void> {
    const list = above ? place.current?.nextElementSibling : place.current?.previousElementSibling
    const near = list && itemAt(list, above ? 'first' : 'last')
    const root = button.getRootNode()
    await model.load()
    // Whose focus is on the button goes on reading beside it: it may be far away by now, or gone. When all of it is laid
    // out and on the screen: to put the focus there before has it laid out twice more in the same task.
    afterPaint(() => {
      const here = root instanceof ShadowRoot ? root.activeElement : null
      const added = near && itemBeside(near, above ? 'before' : 'after')
      if (here !== null && here !== button) return
      added?.querySelector<HTMLElement>('.comment')?.focus({ preventScroll: true })
    })
  }

  const error = model.error.value
  return (
    <div ref={place} class={above ? 'more above' : 'more'}>
      <Problem error={error} />
      <Act
        part="button more"
        class="button quiet"
        href={links === null ? undefined : href?.({ links, cursor })}
        disabled={model.loading.value}
        onClick={(event) => void load(event.currentTarget)}
      >
        {model.loading.value ? words.loadingMore : error === null ? label : words.retry}
      </Act>
    </div>
  )
}
