import { Component, type ComponentType, type JSX, options } from 'preact'
import type { CommentModel } from '../store/models.ts'
import type { Sleep, Sleeper } from './sleep.ts'

export interface ItemProps {
  readonly model: CommentModel
  /** Left out where nothing is drawn before it is alive. */
  readonly sleep: Sleep | undefined
  /** What draws the comment. Not that itself, which would hold on to all that it was drawn with. */
  readonly of: ComponentType<{ readonly model: CommentModel }>
  /** Said where it does not stand right in a list. */
  readonly role: 'listitem' | undefined
}

/**
 * What is thrown where nodes are not to be looked into. Preact keeps the nodes of a component that throws a promise while
 * it takes over what is drawn, and takes them over when that is drawn again.
 */
const LATER = /* @__PURE__ */ new Promise<never>(() => undefined)

/** A comment in a list. One that is drawn already, or far away, is left alone until it is woken. */
export class Item extends Component<ItemProps> implements Sleeper {
  far: boolean | undefined

  override componentWillMount(): void {
    const { model, sleep } = this.props
    sleep?.items.set(model.id, this)
  }

  override componentWillUnmount(): void {
    const { model, sleep } = this.props
    sleep?.items.delete(model.id)
  }

  /** Always: Preact forgets of one that is passed over that it is asleep. */
  override shouldComponentUpdate(): boolean {
    return true
  }

  override render({ model, sleep, of: Drawn, role }: ItemProps): JSX.Element {
    if (this.far || sleep?.isAsleep(model.id)) throw LATER
    return (
      <li class="item" data-id={model.id} role={role}>
        {this.far ?? <Drawn model={model} />}
      </li>
    )
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
