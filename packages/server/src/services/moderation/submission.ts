import { toText } from '@afterword/markdown'
import type { Block, ContentTree, Inline, ListItem } from '@afterword/storage'
import type { Submission } from './phase.ts'

/** What the phases look at: the words as a reader sees them, and where the links lead. */
export function submissionOf(content: ContentTree, rest: Omit<Submission, 'text' | 'hosts'>): Submission {
  return { ...rest, text: toText(content), hosts: content.flatMap(hostsIn) }
}

function hostsIn(node: Block | ListItem | Inline): readonly string[] {
  if (typeof node === 'string' || !('children' in node)) return []
  const below = node.children.flatMap(hostsIn)
  return node.type === 'a' ? [hostOf(node.href), ...below] : below
}

/** Of a mail address, what follows the @. */
function hostOf(href: string): string {
  const url = new URL(href)
  return (url.protocol === 'mailto:' ? (url.pathname.split('@').at(-1) ?? '') : url.hostname).toLowerCase()
}
