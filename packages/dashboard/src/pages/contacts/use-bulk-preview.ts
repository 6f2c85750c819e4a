import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import type { BulkAction } from './bulk-action.ts'
import type { Whom } from './whom.ts'

const SETTLE_MS = 150

/** Whom an action would be about, and how many of them would be different afterwards. */
export function useBulkPreview(action: BulkAction | undefined, whom: Whom) {
  const [settled] = useDebouncedValue(action, SETTLE_MS, { leading: true })
  const body = settled && { ...settled, ...whom }
  return useQuery({
    queryKey: ['contacts', 'bulk-preview', body],
    queryFn: ({ signal }) => (body ? client.contacts.previewBulk(body, { signal }) : null),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
  })
}

export type BulkPreviewQuery = ReturnType<typeof useBulkPreview>
