import { SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../../api.ts'
import { HostedPreview } from '../../message/hosted-preview.tsx'
import { type FormDraft, toPreviewBody } from './form-draft.ts'
import { type FormView, SHOWN } from './search.ts'

const ASK_AFTER_MS = 350

const NAMES = { form: 'The form', sent: 'After it', message: 'The message', done: 'Confirmed' }

type Props = { draft: FormDraft; view: FormView; onView: (change: FormView) => void }

/** What people see of a form while it is written. */
export function FormPreview({ draft, view: { shows = 'form', look }, onView }: Props) {
  const asked = useMemo(() => toPreviewBody(draft), [draft])
  const [body] = useDebouncedValue(asked, ASK_AFTER_MS)
  const query = useQuery({
    queryKey: ['preview', 'form', body, shows],
    queryFn: ({ signal }) => client.forms.preview({ ...body, shows }, { signal }),
    placeholderData: keepPreviousData,
    meta: { families: ['project', 'topics', 'fields'] },
  })
  // Without a confirmation there is neither a message nor what follows it.
  const offered = draft.doubleOptIn ? SHOWN : SHOWN.slice(0, 2)
  return (
    <HostedPreview
      query={query}
      title={`Preview: ${NAMES[shows].toLowerCase()}`}
      look={look}
      onLook={(next) => onView({ look: next })}
    >
      <SegmentedControl
        size="xs"
        aria-label="What to look at"
        data={offered.map((value) => ({ value, label: NAMES[value] }))}
        value={offered.includes(shows) ? shows : 'form'}
        onChange={(picked) => onView({ shows: SHOWN.find((one) => one === picked && one !== 'form') })}
      />
    </HostedPreview>
  )
}
