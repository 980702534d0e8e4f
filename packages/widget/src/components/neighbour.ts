import { itemBeside } from './items.ts'

/**
 * Where the focus goes when a comment is gone: to the one that takes its place, or the one before it, or the
 * one above it; to the heading when it was the last. Found before, since afterwards nobody knows where it stood.
 */
export function neighbourOf(item: Element): HTMLElement | null {
  const near = itemBeside(item, 'after') ?? itemBeside(item, 'before') ?? item.parentElement?.closest('.item')
  const heading = item.closest('.thread')?.querySelector<HTMLElement>('.heading')
  return near?.querySelector<HTMLElement>('.comment') ?? heading ?? null
}
