import { buildWidget } from '../examples/article/build-widget.ts'

/** Before the first test, once: two that found the widget stale would build it into each other's hands. */
export function setup(): void {
  buildWidget(() => console.log('Building the widget…'))
}
