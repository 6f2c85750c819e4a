import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Contact } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import type { BulkAction } from './bulk-action.ts'
import { type BulkKind, PROMISES } from './bulk-kinds.ts'
import { BulkParts } from './bulk-parts.tsx'
import { BulkPreview } from './bulk-preview.tsx'
import { useBulkPreview } from './use-bulk-preview.ts'
import type { Whom } from './whom.ts'

type Props = { kind: BulkKind; whom: Whom; count: number; sample: Contact[]; run: (action: BulkAction) => void }

// These need nothing but their name.
const BARE: BulkKind[] = ['remove_all_tags', 'delete']

/** What an action needs to know, whom it would really change, and the button that says what it will do. */
export function BulkForm({ kind, whom, count, sample, run }: Props) {
  const [action, setAction] = useState<BulkAction | undefined>(BARE.includes(kind) ? { action: kind } : undefined)
  const preview = useBulkPreview(action, whom)
  const found = preview.data
  const submit = () => action && run(action)
  return (
    <Stack gap="sm">
      <BulkParts kind={kind} onChange={setAction} />
      <BulkPreview preview={preview} count={count} sample={found?.sample ?? sample} />
      <Button
        color={kind === 'delete' ? 'red.8' : undefined}
        disabled={!action || found?.changing === 0 || preview.error !== null}
        onClick={submit}
        data-autofocus={BARE.includes(kind) || undefined}
      >
        {PROMISES[kind](countText(found?.total ?? count, 'person', 'people'))}
      </Button>
    </Stack>
  )
}
