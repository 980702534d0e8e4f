/** Lifts an element above the page, whatever clips or overlaps there. */
export function showOnTop(element: HTMLElement | null): void {
  // Without popovers it stands where its styles put it.
  if (element?.showPopover !== undefined && !element.matches(':popover-open')) element.showPopover()
}
