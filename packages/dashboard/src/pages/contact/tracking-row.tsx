import { Button } from '@mantine/core'
import type { Contact } from '../../api.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { useContactChange } from './use-contact.ts'

/** Whether opens and clicks of this person are noticed, and the switch. */
export function TrackingRow({ contact }: { contact: Contact }) {
  const { tracking } = contact
  const mayWrite = useMay()('contacts:write')
  const change = useContactChange(contact)
  const flip = () =>
    change(
      { tracking: !tracking },
      tracking ? 'Their opens and clicks are not noticed any more.' : 'Their opens and clicks are noticed again.',
    ).catch(() => {})
  return (
    <li>
      <span>Opens and clicks</span>
      <span className={classes.consentState}>
        <StatusMark status={tracking ? 'opted_in' : 'opted_out'} word={tracking ? 'Noticed' : 'Not noticed'} />
        {mayWrite && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`${tracking ? 'Stop noticing' : 'Notice'}: opens and clicks`}
            onClick={() => void flip()}
          >
            {tracking ? 'Stop noticing' : 'Notice'}
          </Button>
        )}
      </span>
      <span className={classes.when}>
        {tracking
          ? 'Where the project and the campaign notice them.'
          : 'Their links stay as they were written; what they do with older messages is not kept either.'}
      </span>
    </li>
  )
}
