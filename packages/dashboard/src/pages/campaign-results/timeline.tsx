import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Campaign, client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { Answer } from '../../parts/answer.tsx'
import { AsTable } from '../../parts/chart/as-table.tsx'
import { momentText } from '../../parts/chart/moment-text.ts'
import { PairsChart } from '../../parts/chart/pairs-chart.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { type Moment, usualBy, withGaps } from './moments.ts'

const route = getRouteApi('/frame/campaigns/$campaign')
const POLL_MS = 15_000

/** When people opened and clicked. */
export function Timeline({ campaign: { id, launchedAt } }: { campaign: Campaign }) {
  const { by = usualBy(launchedAt, new Date()) } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery({
    queryKey: ['results', 'timeline', id, by],
    queryFn: ({ signal }) => client.campaigns.timeline(id, { by }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: usePollMs(POLL_MS),
  })
  const show = (picked: string) =>
    void navigate({
      search: (known) => ({ ...known, by: picked === 'hour' ? 'hour' : 'day' }),
      replace: true,
      resetScroll: false,
    })
  return (
    <Panel
      title="Over time"
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Steps of the chart"
          data={[
            { value: 'hour', label: 'Hours' },
            { value: 'day', label: 'Days' },
          ]}
          value={by}
          onChange={show}
        />
      }
    >
      <Answer query={query} waiting={<Waiting height={190} />}>
        {({ data }) => <Drawn moments={withGaps(data, by)} labelOf={momentText(by)} />}
      </Answer>
    </Panel>
  )
}

function Drawn({ moments, labelOf }: { moments: Moment[]; labelOf: (at: string) => string }) {
  return (
    <>
      <PairsChart
        {...{ moments, labelOf }}
        soft={{ label: 'Opens', of: ({ opened }) => opened }}
        accent={{ label: 'Clicks', of: ({ clicked }) => clicked }}
        textOf={({ sent, opened, clicked }) =>
          `${numberText(sent)} sent, ${numberText(opened)} opens, ${numberText(clicked)} clicks`
        }
      />
      <AsTable
        moments={moments}
        labelOf={labelOf}
        columns={[
          ['Sent', ({ sent }) => sent],
          ['Opened', ({ opened }) => opened],
          ['Clicked', ({ clicked }) => clicked],
        ]}
      />
    </>
  )
}
