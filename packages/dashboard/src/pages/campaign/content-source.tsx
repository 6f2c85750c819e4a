import { Button, Group } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../../use-may.ts'
import type { Draft } from './draft.ts'
import { SaveAsTemplate } from './save-as-template.tsx'

type Props = { draft: Draft; set: (change: Partial<Draft>) => void }

const BeginWith = lazy(async () => ({ default: (await import('./begin-with.tsx')).BeginWith }))

/** Where the message comes from: a starter, a template or another campaign; and where it can be kept. */
export function ContentSource({ draft, set }: Props) {
  const [isOpen, setOpen] = useState(false)
  const mayWrite = useMay()('campaigns:write')
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconTemplate size={15} />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        Begin with a template
      </Button>
      {mayWrite && <SaveAsTemplate draft={draft} />}
      {isOpen && (
        <Suspense>
          <BeginWith draft={draft} set={set} close={() => setOpen(false)} />
        </Suspense>
      )}
    </Group>
  )
}
