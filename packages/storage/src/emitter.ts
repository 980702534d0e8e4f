/** Tells whoever listens. A listener that throws hinders no other: its error is reported, not swallowed. */
export interface Emitter<T> {
  emit(value: T): void
  /** The result takes the listener out again. */
  on(listener: (value: T) => void): () => void
}

export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    emit(value) {
      for (const listener of listeners) {
        try {
          listener(value)
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    on(listener) {
      // A wrapper of its own, so that one function can listen twice and each leaves alone.
      const own = (value: T): void => listener(value)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
