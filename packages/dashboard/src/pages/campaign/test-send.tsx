import { Button } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import type { Version } from '../../parts/versions.ts'
import { useMay } from '../../use-may.ts'

import type { Draft } from './draft.ts'

const TestSendForm = lazy(async () => ({ default: (await import('./test-send-form.tsx')).TestSendForm }))

type Props = { id: string; draft: Draft; version: Version | undefined; contact: string | undefined }

/** The step that sends the message to oneself or a few others, to look at. */
export function TestSend({ contact, ...asked }: Props) {
  const [isOpen, setOpen] = useState(false)
  const maySend = useMay()('campaigns:send')
  const open = () => setOpen(true)
  useCommands(
    maySend
      ? [{ id: 'test', label: 'Send a test', keys: 't', group: 'On this page', Icon: IconMailForward, run: open }]
      : [],
  )
  if (!maySend) return null
  return (
    <>
      <Button variant="default" size="xs" leftSection={<IconMailForward size={14} />} onClick={open}>
        Send a test
      </Button>
      {isOpen && (
        <Suspense>
          <TestSendForm {...asked} person={contact} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
