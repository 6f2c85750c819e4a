import { Button } from '@mantine/core'
import { IconChartBar, IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { saveBlob } from '../../parts/save-blob.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './compare.module.css'
import { CompareBars } from './compare-bars.tsx'
import { compareCsv } from './compare-csv.ts'
import { CompareTable } from './compare-table.tsx'

const route = getRouteApi('/frame/campaigns/compare')
// More columns than that nobody can read.
const MOST = 5
const FEWEST = 2
const POLL_MS = 10_000

export function ComparePage() {
  const { ids = [] } = route.useSearch()
  const navigate = route.useNavigate()
  const chosen = ids.slice(0, MOST)
  const isEnough = chosen.length >= FEWEST
  const query = useQuery({
    queryKey: ['results', 'compare', chosen],
    queryFn: ({ signal }) => client.campaigns.compare({ ids: chosen.join() }, { signal }),
    enabled: isEnough,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })
  const choose = (next: string[]) =>
    void navigate({ search: { ids: next.length > 0 ? next.slice(0, MOST) : undefined }, replace: true })
  return (
    <Page
      title="Compare campaigns"
      lead="What the same steps came to in each, as shares of the audience and of those it was delivered to."
      above={<BackLink to="/campaigns">Campaigns</BackLink>}
    >
      <div className={classes.picker}>
        <NamedPicker
          kind="campaign"
          label={`Campaigns to compare, ${FEWEST} to ${MOST}`}
          showLabel
          value={chosen}
          onChange={choose}
        />
        {chosen.length === MOST && <Notice>These are {MOST}, the most that can be compared at once.</Notice>}
      </div>
      {isEnough ? (
        <Answer query={query} waiting={<Waiting rows={8} />}>
          {({ data }) => (
            <>
              <CompareBars campaigns={data} />
              <CompareTable campaigns={data} />
              <Button
                variant="default"
                size="xs"
                mt="md"
                leftSection={<IconDownload size={14} />}
                onClick={() => saveBlob(new Blob([compareCsv(data)], { type: 'text/csv' }), 'campaigns-compared.csv')}
              >
                Save as CSV
              </Button>
            </>
          )}
        </Answer>
      ) : (
        <EmptyState icon={<IconChartBar size={20} />} title="Nothing to compare yet">
          {chosen.length === 1 ? 'Choose one more campaign above.' : 'Choose two campaigns or more above.'}
        </EmptyState>
      )}
    </Page>
  )
}
