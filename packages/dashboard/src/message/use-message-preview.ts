import { useDebouncedValue } from '@mantine/hooks'
import type { Body, Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { client } from '../api.ts'
import type { Channel } from '../parts/channel-names.ts'
import { markFields } from './mark-fields.ts'
import { problemIn } from './problem-in.ts'
import type { Written } from './written.ts'

export type Preview = Reply<'campaigns.preview'>
export type Asked = Omit<Written, 'mjml'> & {
  /** E-mail unless said. */
  channel?: Channel
  audience: Body<'campaigns.previewUnsaved'>['audience']
  contact: string | undefined
}

const ASK_AFTER_MS = 350

/** What is being written as a person would get it; while it cannot be read, as it was before. */
export function useMessagePreview({ channel, subject, preheader, html, text, audience, contact }: Asked) {
  const asked = useMemo(
    () => ({ channel, subject, preheader, html, text, audience, contact }),
    [channel, subject, preheader, html, text, audience, contact],
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
export async function findAnybody({
  audience,
  channel,
}: Pick<Asked, 'audience' | 'channel'>): Promise<string | undefined> {
  const { contact } = await client.campaigns.previewUnsaved({ audience, channel, pick: 'random' })
  return contact ?? undefined
}

function toCall({ html, text, preheader, ...rest }: Asked): Body<'campaigns.previewUnsaved'> {
  const { channel = 'email', audience, contact } = rest
  if (channel !== 'email') return { channel, audience, contact, text: text.trim() || null }
  return { ...rest, html: markFields(html), text: text.trim() || null, preheader: preheader.trim() || null }
}
