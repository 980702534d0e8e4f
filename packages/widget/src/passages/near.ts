/** Which of some elements are in the window or close to it. */
export interface Near {
  watch(elements: ReadonlySet<Element>): void
  has(element: Element): boolean
  stop(): void
}

export function watchNear(changed: () => void): Near {
  let watched: ReadonlySet<Element> = new Set()
  const near = new Set<Element>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target)
        else near.delete(target)
      }
      changed()
    },
    { rootMargin: '75% 0px' },
  )
  return {
    watch(elements) {
      for (const element of watched) {
        if (elements.has(element)) continue
        observer.unobserve(element)
        near.delete(element)
      }
      for (const element of elements) if (!watched.has(element)) observer.observe(element)
      watched = elements
    },
    has: (element) => near.has(element),
    stop: () => observer.disconnect(),
  }
}
