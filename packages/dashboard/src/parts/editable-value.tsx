import { type ReactNode, useState } from 'react'
import { useMay } from '../use-may.ts'
import classes from './editable-value.module.css'
import { type Editor, shownIn } from './editor-of.ts'
import { ValueEditor } from './value-editor.tsx'

type Props = {
  label: string
  value: unknown
  editor: Editor
  /** Answers with what to say when the value was refused. */
  save: (value: unknown) => Promise<ReactNode>
}

/** A value of a contact or a tag that a click turns into its editor, for whoever may change them: Enter or leaving it saves, Escape does not. What is refused is said below it. */
export function EditableValue({ label, value, editor, save }: Props) {
  const [isEditing, setEditing] = useState(false)
  const [problem, setProblem] = useState<ReactNode>()
  const mayWrite = useMay()('contacts:write')
  const shown = shownIn(editor, value)
  const finish = (next: unknown) => {
    setEditing(false)
    setProblem(undefined)
    if (next !== undefined) void save(next).then(setProblem)
  }
  if (!mayWrite) return <span>{shown || <span className={classes.none}>—</span>}</span>
  if (isEditing) return <ValueEditor label={label} value={value} editor={editor} finish={finish} />
  return (
    <div className={classes.whole}>
      <button
        type="button"
        data-editable
        className={classes.value}
        onClick={() => setEditing(true)}
        aria-label={`Edit ${label}: ${shown || 'empty'}`}
      >
        {shown || <span className={classes.none}>—</span>}
      </button>
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}
