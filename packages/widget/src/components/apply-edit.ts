import type { TextEdit } from '../helpers/markdown-edit.ts'

/** Changes a field as if it had been typed, so that undo takes it back; the field tells of it as of any typing. */
export function applyEdit(area: HTMLTextAreaElement, edit: TextEdit): void {
  area.focus()
  area.setSelectionRange(edit.start, edit.end)
  // The only way that the browser's own undo knows of. Where it is gone, the change is made without.
  const command = edit.words === '' ? 'delete' : 'insertText'
  if (!document.execCommand(command, false, edit.words)) {
    area.setRangeText(edit.words, edit.start, edit.end, 'end')
    area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }
  area.setSelectionRange(edit.selectionStart, edit.selectionEnd)
}
