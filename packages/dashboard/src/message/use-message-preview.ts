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
type Call = Body<'campaigns.previewUnsaved'>

export type Asked = Written &
  Pick<Call, 'audience' | 'topic' | 'version' | 'variants'> & {
    /** E-mail unless said. */
    channel?: Channel
    contact: string | undefined
  }

const ASK_AFTER_MS = 350

/** What is being written as a person would get it; while it cannot be read, as it was before. */
export function useMessagePreview(message: Asked) {
  const { channel, subject, preheader, html, text, mjml, audience, topic, version, variants, contact } = message
  const asked = useMemo(
    () => ({ channel, subject, preheader, html, text, mjml, audience, topic, version, variants, contact }),
    [channel, subject, preheader, html, text, mjml, audience, topic, version, variants, contact],
  )
  const [late] = useDebouncedValue(asked, ASK_AFTER_MS)
  // Another person, or another version, is asked for at once.
  const written = late.contact === contact && late.version === version ? late : asked
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
  topic,
}: Pick<Asked, 'audience' | 'channel' | 'topic'>): Promise<string | undefined> {
  const { contact } = await client.campaigns.previewUnsaved({ audience, channel, topic, pick: 'random' })
  return contact ?? undefined
}

function toCall({ html, mjml, text, preheader, variants, ...rest }: Asked): Call {
  const { channel = 'email', audience, topic, contact, version } = rest
  if (channel !== 'email') return { channel, audience, topic, contact, version, variants, text: text.trim() || null }
  return {
    ...rest,
    ...(mjml.trim() === '' ? { html: markFields(html) } : { mjml: markFields(mjml) }),
    text: text.trim() || null,
    preheader: preheader.trim() || null,
    variants: variants?.map((variant) => ({ ...variant, ...(variant.html && { html: markFields(variant.html) }) })),
  }
}
