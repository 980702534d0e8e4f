/** Lifts an element above the page, whatever clips or overlaps there. */
export function showOnTop(element: HTMLElement | null): void {
  if (element !== null && !element.matches(':popover-open')) element.showPopover()
}
