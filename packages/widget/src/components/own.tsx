import type { ComponentChildren, JSX } from 'preact'
import type { CommentModel } from '../store/models.ts'
import { useThread, writingIn } from './context.ts'

export interface OwnProps {
  readonly model: CommentModel
  readonly children: ComponentChildren
}

export interface EditableProps extends OwnProps {
  /** The change was saved, or put off. */
  readonly onClose: () => void
}

/** What a comment says, or the place where it is changed. Drawn apart: the code for it comes later than the comments. */
export function Editable({ model, onClose, children }: EditableProps): JSX.Element {
  const thread = useThread()
  const writing = model.own.value ? writingIn(thread) : null
  const edits = writing?.store.edits
  const edit = edits?.open.value.has(model.id) === true ? edits.for(model.id) : undefined
  if (writing === null || edit === undefined) return <>{children}</>

  function close(): void {
    edits?.closeEdit(model.id)
    onClose()
  }
  return <writing.view.EditComposer model={edit} onClose={close} />
}

/** A comment, or in its place the way back when the viewer just removed it. */
export function Removable({ model, children }: OwnProps): JSX.Element {
  const thread = useThread()
  const writing = model.leaving.value ? writingIn(thread) : null
  return writing !== null ? <writing.view.UndoBar model={model} /> : <>{children}</>
}

export interface ReportProps {
  readonly model: CommentModel
  readonly name: string
  readonly onClose: () => void
}

export function Report(props: ReportProps): JSX.Element | null {
  const writing = writingIn(useThread())
  return writing && <writing.view.ReportDialog {...props} />
}
