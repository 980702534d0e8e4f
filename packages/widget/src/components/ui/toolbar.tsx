import type { ComponentChildren, JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'

export interface Tool {
  readonly key: string
  /** What it does, and the keys that do it too. */
  readonly label: string
  readonly title: string
  readonly icon: ComponentChildren
  /** `aria-keyshortcuts`. */
  readonly shortcut?: string | undefined
  readonly pressed?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly onSelect: () => void
}

export interface ToolbarProps {
  readonly label: string
  /** The id of the field that it is for. */
  readonly controls: string
  readonly tools: readonly Tool[]
}

const STEPS: Readonly<Record<string, (at: number, count: number, forward: number) => number>> = {
  ArrowRight: (at, count, forward) => (at + forward + count) % count,
  ArrowLeft: (at, count, forward) => (at - forward + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/** Tools in a row: one stop of the Tab key, and arrows between them. */
export function Toolbar({ label, controls, tools }: ToolbarProps): JSX.Element {
  const bar = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (step === undefined || bar.current === null) return
    event.preventDefault()
    const forward = getComputedStyle(bar.current).direction === 'rtl' ? -1 : 1
    const next = step(current, tools.length, forward)
    setCurrent(next)
    bar.current.querySelectorAll('button')[next]?.focus()
  }

  return (
    <div
      ref={bar}
      class="toolbar"
      part="toolbar"
      role="toolbar"
      aria-label={label}
      aria-controls={controls}
      onKeyDown={onKeyDown}
    >
      {tools.map(({ key, icon, onSelect, ...tool }, index) => (
        <button
          key={key}
          type="button"
          class="tool"
          part="tool"
          tabIndex={index === current ? 0 : -1}
          aria-label={tool.label}
          aria-keyshortcuts={tool.shortcut}
          aria-pressed={tool.pressed}
          // Not `disabled`: the arrows must find it, and the focus must not fall out of the row.
          aria-disabled={tool.disabled}
          title={tool.title}
          onFocus={() => setCurrent(index)}
          onClick={() => tool.disabled !== true && onSelect()}
        >
          {icon}
        </button>
      ))}
    </div>
  )
}
