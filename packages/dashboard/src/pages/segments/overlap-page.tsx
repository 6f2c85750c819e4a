import { IconChartDots3 } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './overlap.module.css'
import { OverlapPlot } from './overlap-plot.tsx'

const route = getRouteApi('/frame/segments/overlap')
// As many as the API compares.
const MOST = 10
const POLL_MS = 10_000

export function OverlapPage() {
  const { segments = [] } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery({
    queryKey: ['segments', 'overlap', segments],
    queryFn: ({ signal }) => client.segments.overlap({ segments }, { signal }),
    enabled: segments.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: usePollMs(POLL_MS),
  })
  const choose = (ids: string[]) =>
    void navigate({ search: { segments: ids.length > 0 ? ids.slice(0, MOST) : undefined }, replace: true })
  return (
    <Page
      title="Compare segments"
      lead="Who is in several at once, and who in one alone. Choose a row to make a segment of exactly these people."
      above={<BackLink to="/segments">Segments</BackLink>}
    >
      <div className={classes.picker}>
        <NamedPicker
          kind="segment"
          label={`Segments to compare, up to ${MOST}`}
          showLabel
          value={segments}
          onChange={choose}
        />
        {segments.length === MOST && <Notice>These are {MOST}, the most that can be compared at once.</Notice>}
      </div>
      {segments.length === 0 ? (
        <EmptyState icon={<IconChartDots3 size={20} />} title="Nothing to compare yet">
          Choose two or more segments above.
        </EmptyState>
      ) : (
        <Answer query={query} waiting={<Waiting rows={6} />}>
          {(overlap) => <OverlapPlot overlap={overlap} />}
        </Answer>
      )}
    </Page>
  )
}
