import { useDebouncedValue } from '@mantine/hooks'
import type { Body, Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { client } from '../api.ts'
import { markFields } from './mark-fields.ts'
import { problemIn } from './problem-in.ts'
import type { Written } from './written.ts'

export type Preview = Reply<'campaigns.preview'>
export type Asked = Omit<Written, 'mjml'> & {
  audience: Body<'campaigns.previewUnsaved'>['audience']
  contact: string | undefined
}

const ASK_AFTER_MS = 350

/** What is being written as a person would get it; while it cannot be read, as it was before. */
export function useMessagePreview({ subject, preheader, html, text, audience, contact }: Asked) {
  const asked = useMemo(
    () => ({ subject, preheader, html, text, audience, contact }),
    [subject, preheader, html, text, audience, contact],
  )
  const [late] = useDebouncedValue(asked, ASK_AFTER_MS)
  // Another person is asked for at once.
  const written = late.contact === contact ? late : asked
  const query = useQuery({
    queryKey: ['preview', written],
    queryFn: ({ signal }) => client.campaigns.previewUnsaved(toCall(written), { signal }),
    placeholderData: keepPreviousData,
  })
  const [last, setLast] = useState<Preview>()
  if (query.data && query.data !== last) setLast(query.data)
  return { query, shown: query.data ?? last, problem: problemIn(query.error) }
}

export type MessagePreviewState = ReturnType<typeof useMessagePreview>

/** Anybody of those who would get it. */
export async function findAnybody(audience: Asked['audience']): Promise<string | undefined> {
  const { contact } = await client.campaigns.previewUnsaved({ audience, pick: 'random' })
  return contact ?? undefined
}

function toCall({ html, text, preheader, ...rest }: Asked): Body<'campaigns.previewUnsaved'> {
  return { ...rest, html: markFields(html), text: text.trim() || null, preheader: preheader.trim() || null }
}
