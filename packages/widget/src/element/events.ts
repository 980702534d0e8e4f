import type { Author, Comment, StorageError } from '@afterword/storage'

/** The events of the element, by name. */
export interface AfterwordEventMap {
  'afterword-ready': CustomEvent<{ readonly count: number }>
  'afterword-comment': CustomEvent<{ readonly comment: Comment }>
  'afterword-account': CustomEvent<{ readonly author: Author | null }>
  'afterword-error': CustomEvent<{ readonly error: StorageError }>
}

export function fire<K extends keyof AfterwordEventMap>(
  host: HTMLElement,
  type: K,
  detail: AfterwordEventMap[K]['detail'],
): void {
  host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
}

/** Tells the developer. */
export function warn(message: string, ...details: readonly unknown[]): void {
  console.warn(`<afterword-comments>: ${message}`, ...details.filter((detail) => detail !== undefined))
}
