import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Body, FileUpload, Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { CONTACT_CHANGES } from '../contact/use-contact.ts'
import { ImportRejects } from './import-rejects.tsx'
import classes from './suppressions.module.css'

type Props = {
  list: FileUpload<Body<'suppressions.import'>>
  preview: Reply<'suppressions.import'>
  back: () => void
  close: () => void
}

/** What a list would add, and the step that does it. */
export function ImportOutcome({ list, preview: { rows, added, unchanged, failed, rejects }, back, close }: Props) {
  const words = countText(added, 'address', 'addresses')
  const run = useChange(() => client.suppressions.import(list), {
    changes: [...CONTACT_CHANGES, 'audit'],
    done: (done) => {
      notifications.show({ message: `${countText(done.added, 'address is', 'addresses are')} on the list now.` })
      close()
    },
    ownErrors: true,
  })
  return (
    <Panel title="What would be added">
      <div className={classes.outcome}>
        <div className={classes.counts}>
          <Figure size="md" value={rows} label={rows === 1 ? 'row' : 'rows'} />
          <Figure size="md" value={added} label="would be added" />
          <Figure size="md" value={unchanged} label="on the list already" />
          <Figure size="md" value={failed} label="cannot be taken" />
        </div>
        <ImportRejects rejects={rejects} failed={failed} />
        <div className={classes.steps}>
          {added > 0 && (
            <Button loading={run.isPending} onClick={() => run.mutate()} autoFocus>
              Put {words} on the list
            </Button>
          )}
          <Button variant="default" onClick={back}>
            Change the list
          </Button>
          <Button variant="default" onClick={close}>
            Not now
          </Button>
        </div>
        {run.error && <ErrorState error={run.error} />}
      </div>
    </Panel>
  )
}
