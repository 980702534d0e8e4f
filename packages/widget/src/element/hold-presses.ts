/**
 * What a reader does with something that is drawn but not alive yet is done when it is. Typing needs no help: the
 * fields are the same.
 *
 * @param wake brings what this stands in to life; `undefined` where it is
 * @param touch is told of what the reader comes to
 */
export function holdPresses(
  root: ShadowRoot,
  wake: (target: Element) => Promise<void> | undefined,
  touch: (target: Element) => void,
  signal: AbortSignal,
): void {
  const listen = (type: string, hear: (event: Event, target: Element) => void): void =>
    root.addEventListener(
      type,
      (event) => {
        if (event.target instanceof Element) hear(event, event.target)
      },
      { capture: true, signal },
    )

  function hold(event: Event, target: Element, again: () => void): void {
    const coming = wake(target)
    if (coming === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    coming.then(
      () => {
        if (target.isConnected) again()
      },
      () => undefined,
    )
  }

  for (const type of ['pointerdown', 'focusin']) listen(type, (_event, target) => touch(target))
  listen('click', (event, target) => {
    const button = target.closest<HTMLButtonElement>('button[type=button]')
    if (button !== null) hold(event, button, () => button.click())
  })
  listen('change', (event, target) => {
    if (target instanceof HTMLSelectElement)
      hold(event, target, () => target.dispatchEvent(new Event('change', { bubbles: true })))
  })
  listen('submit', (event, target) => {
    // One that a server drew leads to a page that takes it.
    if (target instanceof HTMLFormElement && !target.hasAttribute('action'))
      hold(event, target, () => target.requestSubmit())
  })
  listen('keydown', (event, target) => {
    const form = target.closest('form')
    const sends = event instanceof KeyboardEvent && event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (sends && form !== null) hold(event, form, () => form.requestSubmit())
  })
}
