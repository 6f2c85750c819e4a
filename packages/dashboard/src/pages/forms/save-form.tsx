import { Button } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useCommands } from '../../commands/use-commands.ts'
import { type FormDraft, lacksOfForm } from './form-draft.ts'
import classes from './forms.module.css'

type Props = { draft: FormDraft; isSaved: boolean; isBusy: boolean; run: () => void }

/** Keeps the form, by a click or by keys; says what it lacks. */
export function SaveForm({ draft, isSaved, isBusy, run }: Props) {
  const lacks = lacksOfForm(draft)
  const canSave = !isSaved && lacks.length === 0
  const save = () => canSave && run()
  useCommands([
    { id: 'save', label: 'Save the form', keys: '$mod+s', group: 'On this page', Icon: IconDeviceFloppy, run: save },
  ])
  return (
    <>
      {lacks.length > 0 && <span className={classes.lacks}>Missing: {lacks.join(', ')}</span>}
      <Button loading={isBusy} disabled={!canSave} onClick={save}>
        {isSaved ? 'Saved' : 'Save the form'}
      </Button>
    </>
  )
}
