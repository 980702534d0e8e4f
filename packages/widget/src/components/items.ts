/** The first item of a list, or the last: some stand in groups (decision 0375). */
export function itemAt(list: Element, end: 'first' | 'last'): Element | null {
  const at = end === 'first' ? list.firstElementChild : list.lastElementChild
  return at?.matches('.group') === true ? itemAt(at, end) : at
}

/** The item after another one of the same list, or the one before it. */
export function itemBeside(item: Element, side: 'after' | 'before'): Element | null {
  const beside = (node: Element): Element | null =>
    side === 'after' ? node.nextElementSibling : node.previousElementSibling
  const { parentElement: above } = item
  const at = beside(item) ?? (above?.matches('.group') === true ? beside(above) : null)
  return at?.matches('.group') === true ? itemAt(at, side === 'after' ? 'first' : 'last') : at
}
