import type { CommentId } from '@afterword/storage'
import { Component, type ComponentChildren, options } from 'preact'
import type { Sleep } from './sleep.ts'

export interface AsleepProps {
  readonly id: CommentId
  readonly sleep: Sleep
  /** The comment. */
  readonly children: ComponentChildren
}

/**
 * What is thrown where nodes are not to be looked into yet. While Preact takes over what is drawn, it keeps the
 * nodes of a component that throws a promise, and takes them over when that is drawn again.
 */
const LATER = /* @__PURE__ */ new Promise<never>(() => undefined)

/** A top-level comment that is drawn already; it is left alone until it is woken. */
export class Asleep extends Component<AsleepProps> {
  override componentWillMount(): void {
    const { id, sleep } = this.props
    if (sleep.isAsleep(id)) sleep.enter(id, () => this.forceUpdate())
  }

  override render({ id, sleep, children }: AsleepProps): ComponentChildren {
    if (sleep.isAsleep(id)) throw LATER
    return children
  }
}

/** The name of the hook for errors, as Preact's own builds have it. */
const CATCH_ERROR = '__e'

let isHeard = false

/** Makes known that what is thrown to be left alone is no error. */
export function letSleep(): void {
  if (isHeard) return
  isHeard = true
  const before: unknown = Reflect.get(options, CATCH_ERROR)
  Reflect.set(options, CATCH_ERROR, (error: unknown, ...where: readonly unknown[]): void => {
    // From a node that stands nowhere: of what stands above it nothing is to be drawn anew. What Preact marks for that
    // tells nobody, when it is drawn with other words.
    const from = error === LATER ? [{}] : where
    try {
      if (typeof before === 'function') Reflect.apply(before, options, [error, ...from])
    } catch (unheard) {
      if (unheard !== LATER) throw unheard
    }
  })
}
