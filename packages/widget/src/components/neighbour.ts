/**
 * Where the focus goes when a comment is gone: to the one that takes its place, or the one before it, or the
 * one above it; to the heading when it was the last. Found before, since afterwards nobody knows where it stood.
 */
export function neighbourOf(item: Element): HTMLElement | null {
  const list = item.closest('.list, .replies')
  const all = [...(list?.querySelectorAll(':scope > .item, :scope > * > .item') ?? [])]
  const at = all.indexOf(item)
  const near = all[at + 1] ?? all[at - 1] ?? list?.closest('.item')
  const heading = item.closest('.thread')?.querySelector<HTMLElement>('.heading')
  return near?.querySelector<HTMLElement>('.comment') ?? heading ?? null
}
