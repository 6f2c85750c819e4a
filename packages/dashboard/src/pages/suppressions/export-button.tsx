import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { saveBlob } from '../../parts/save-blob.ts'
import { useChange } from '../../use-change.ts'
import type { SuppressionsSearch } from './search.ts'

/** Saves what the list shows as a file that can be imported again. */
export function ExportButton({ q, reason }: Pick<SuppressionsSearch, 'q' | 'reason'>) {
  const save = useChange(() => client.suppressions.export({ q, reason }), {
    changes: [],
    done: (file) => saveBlob(file, 'suppressions.csv'),
  })
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {q || reason ? 'Export these' : 'Export'}
    </Button>
  )
}
