/** What is found in the page, and where. */
export interface Found {
  readonly x: number
  readonly y: number
  /** Whether the focus is on it. */
  readonly focused: boolean
  /** Whether the focus stands behind it. */
  readonly passed: boolean
  /** What leads to it by arrow keys when the focus is among its like; `null`: only the Tab key. */
  readonly arrow: 'ArrowDown' | 'ArrowRight' | null
  /** Whether the focus is among its like. */
  readonly near: boolean
}

/**
 * What one can act on, by the beginning of what it is called. Runs in the page, so it knows nothing else.
 *
 * @param inside the selector of what it stands in, where several are called so
 */
export function look(name: string, inside: string, scroll: boolean): Found | null {
  const all: HTMLElement[] = []
  const collect = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot !== null) collect(element.shadowRoot)
      if (element.matches('button, a[href], select, textarea, input')) all.push(element)
    }
  }
  const nameOf = (element: HTMLElement): string => {
    const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : []
    const label = labels.map(({ textContent }) => textContent ?? '').join(' ')
    return (element.getAttribute('aria-label') ?? (label || element.textContent || '')).trim()
  }
  collect(document)
  const found = all.find(
    (element) =>
      element.checkVisibility() &&
      // A menu that is closing is opened when it is closed.
      !element.matches(':disabled, [aria-haspopup][aria-expanded=true]') &&
      nameOf(element).startsWith(name) &&
      (inside === '' || element.closest(inside) !== null),
  )
  if (found === undefined) return null
  let focus = document.activeElement
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement
  // Places in different trees are compared by what stands for them in the tree that both are in.
  const standingFor = (element: Element): Element[] => {
    const root = element.getRootNode()
    return root instanceof ShadowRoot ? [...standingFor(root.host), element] : [element]
  }
  const [there, here] = [standingFor(found), focus === null ? [] : standingFor(focus)]
  const depth = there.findIndex((element, at) => element !== here[at])
  const [stands, stopped] = [there[depth], here[depth]]
  const isRadio = found.matches('[type=radio]')
  const group = found.closest(isRadio ? 'fieldset' : '[role=menu], [role=toolbar], [part~=picker]')
  if (scroll) found.scrollIntoView({ block: 'center', behavior: 'instant' })
  const { left, top, width, height } = found.getBoundingClientRect()
  return {
    x: left + width / 2,
    y: top + height / 2,
    focused: found === focus,
    passed:
      stands !== undefined &&
      stopped !== undefined &&
      (stands.compareDocumentPosition(stopped) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    arrow: group === null ? null : isRadio || group.matches('[role=menu]') ? 'ArrowDown' : 'ArrowRight',
    near: group !== null && focus !== null && group.contains(focus),
  }
}

/** All words that can be read, in the page and in our shadow roots, and what stands in fields. */
export function words(): string {
  const read = (root: ParentNode): string => {
    const texts = [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      if (!element.checkVisibility()) return []
      const within = element.shadowRoot === null ? '' : read(element.shadowRoot)
      const value = element instanceof HTMLTextAreaElement ? `[${element.value}]` : ''
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      return [
        own.map((node) => node.nodeValue ?? '').join(' '),
        element.getAttribute('aria-label') ?? '',
        value,
        within,
      ]
    })
    return texts.filter((text) => text.trim() !== '').join('\n')
  }
  return read(document)
}
