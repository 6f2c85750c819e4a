import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../../api.ts'
import { HostedPreview } from '../../message/hosted-preview.tsx'
import type { PageLanguage } from '../../message/page-languages.ts'
import type { PageLook } from '../../message/to-look.ts'
import { type BrandDraft, toPreviewBody } from './brand-draft.ts'
import { PAGE_STATES } from './search.ts'

const ASK_AFTER_MS = 350

type View = { shows?: (typeof PAGE_STATES)[number] | undefined; look?: PageLook | undefined }
type Props = { draft: BrandDraft; language: PageLanguage; view: View; onView: (change: View) => void }

const STATES = [
  { value: 'choices', label: 'Somebody subscribed' },
  { value: 'paused', label: 'Somebody who pauses' },
  { value: 'left', label: 'Somebody who left' },
] as const

/** The preference page as it will be. */
export function PreferencesPreview({ draft, language, view: { shows = 'choices', look }, onView }: Props) {
  const asked = useMemo(() => toPreviewBody(draft), [draft])
  const [body] = useDebouncedValue(asked, ASK_AFTER_MS)
  const query = useQuery({
    queryKey: ['preview', 'preferences', body, language, shows],
    queryFn: ({ signal }) => client.preferences.preview({ ...body, language, shows }, { signal }),
    placeholderData: keepPreviousData,
    meta: { families: ['project', 'topics'] },
  })
  return (
    <HostedPreview
      query={query}
      title="Preview of the preference page"
      look={look}
      onLook={(next) => onView({ look: next })}
    >
      <Select
        size="xs"
        aria-label="Whose page it is"
        allowDeselect={false}
        data={STATES}
        value={shows}
        onChange={(picked) => onView({ shows: PAGE_STATES.find((one) => one === picked && one !== 'choices') })}
      />
    </HostedPreview>
  )
}
