import type { ComponentType, FunctionComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { createPart } from '../store/part.ts'
import { PartFailed } from './part-failed.tsx'

/**
 * A component whose code arrives when it is first drawn (decision 0148). Until then its place is drawn, which
 * takes the same room, so that nothing moves; when the code does not come, that is said beside it, with a button.
 *
 * @param load `() => import('./x.tsx').then(({ X }) => X)`
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Place: ComponentType<P>,
): FunctionComponent<P> {
  const part = createPart(load, (component) => component)
  return function Lazy(props) {
    useEffect(() => void part.load().catch(() => undefined), [])
    const Loaded = part.value.value
    if (Loaded !== null) return <Loaded {...props} />
    return (
      <>
        <Place {...props} />
        <PartFailed part={part} />
      </>
    )
  }
}
