import createDOMPurify from 'dompurify'
import { type ContentTree, plainTextContent } from '@afterword/storage'
import { treeOfNodes } from './html-to-tree.ts'

/** A document that can be given HTML without a Trusted Types policy, where the browser has the Sanitizer API. */
interface SafeSink {
  setHTML?(html: string): void
}

/**
 * HTML of a legacy store as a content tree: through DOMPurify, then only the few elements that a comment has.
 * Under a policy that forbids every HTML sink, the browser's own sanitiser reads it; where there is none, the
 * words are shown without their form.
 */
export function sanitize(html: string): ContentTree {
  try {
    const purify = createDOMPurify(window)
    const fragment = purify.sanitize(html, { RETURN_DOM_FRAGMENT: true, FORBID_ATTR: ['style', 'class', 'id'] })
    return treeOfNodes(fragment)
  } catch {
    const { body } = document.implementation.createHTMLDocument('')
    const sink: HTMLElement & SafeSink = body
    if (sink.setHTML === undefined) return plainTextContent(html.replace(/<[^<>]*>/g, ' '))
    sink.setHTML(html)
    return treeOfNodes(body)
  }
}
