import { Modal, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import classes from './begin-with.module.css'
import { BeginWithCampaign, BeginWithStarter, BeginWithTemplate } from './beginnings.tsx'
import { type Beginning, begunWith, type Draft } from './draft.ts'

// What comes with Rollcall is mail.
const KINDS = [
  { value: 'starters', label: 'Starters' },
  { value: 'templates', label: 'Your templates' },
  { value: 'campaigns', label: 'Campaigns' },
]

type Props = { draft: Draft; set: (change: Partial<Draft>) => void; close: () => void }

/** Chooses the message to begin with; it takes the place of what stands there. */
export function BeginWith({ draft, set, close }: Props) {
  const isMail = draft.channel === 'email'
  const [kind, setKind] = useState(isMail ? 'starters' : 'templates')
  const pick = (beginning: Beginning) => {
    set(begunWith(draft, beginning))
    close()
  }
  return (
    <Modal opened onClose={close} title="Begin with" size="xl" transitionProps={{ duration: 120 }}>
      <Text size="sm" c="dimmed" mb="sm">
        It takes the place of the message{isMail && ', and of subject and preview line where it has its own'}.
      </Text>
      <div className={classes.kinds}>
        <SegmentedControl
          aria-label="What to begin with"
          data={KINDS.filter(({ value }) => isMail || value !== 'starters')}
          value={kind}
          onChange={setKind}
        />
      </div>
      {kind === 'starters' && <BeginWithStarter pick={pick} />}
      {kind === 'templates' && <BeginWithTemplate isMail={isMail} pick={pick} />}
      {kind === 'campaigns' && <BeginWithCampaign isMail={isMail} pick={pick} />}
    </Modal>
  )
}
