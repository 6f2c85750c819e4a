import { SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { momentText } from '../../parts/chart/moment-text.ts'
import { Page } from '../../parts/page.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { AudiencePanel } from './audience-panel.tsx'
import { ReputationPanel } from './reputation-panel.tsx'
import { DAYS, STEPS, type StatisticsSearch, type Step, statisticsSearch } from './search.ts'
import { SendingPanels } from './sending-panels.tsx'
import classes from './statistics.module.css'

const route = getRouteApi('/frame/statistics')
const LIVE_MS = 30_000
const STEP_WORDS: Record<Step, string> = { day: 'Days', week: 'Weeks', month: 'Months' }

export function StatisticsPage() {
  const search = route.useSearch()
  const { days = 30, by = 'day', stream = 'marketing' } = search
  const navigate = route.useNavigate()
  const ask = (asked: { [Key in keyof StatisticsSearch]?: StatisticsSearch[Key] | undefined }) =>
    void navigate({ search: (known) => statisticsSearch({ ...known, ...asked }), replace: true, resetScroll: false })
  const query = useQuery({
    queryKey: ['statistics', days, by],
    queryFn: ({ signal }) => client.statistics.get({ days, by }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  })
  return (
    <Page
      title="Statistics"
      lead="How the audience grows, what became of your mail, and how mailbox providers see you."
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Steps of the charts"
            data={STEPS.map((value) => ({ value, label: STEP_WORDS[value] }))}
            value={by}
            onChange={(picked) => ask({ by: STEPS.find((step) => step === picked) })}
          />
          <Select
            size="xs"
            w={130}
            aria-label="How far back"
            allowDeselect={false}
            data={DAYS.toSorted((a, b) => a - b).map((value) => ({
              value: String(value),
              label: value === 365 ? 'A year' : `${value} days`,
            }))}
            value={String(days)}
            onChange={(picked) => ask({ days: DAYS.find((value) => String(value) === picked) })}
          />
        </>
      }
    >
      <div className={classes.stack}>
        <ReputationPanel
          isOverriding={search.new === true}
          onOverride={(isOpen) => ask({ new: isOpen || undefined })}
        />
        <Answer query={query} waiting={<Waiting height={320} />}>
          {(statistics) => {
            const labelOf = momentText(by, statistics.timezone)
            return (
              <div className={classes.stack} data-stale={query.isPlaceholderData || undefined}>
                <SendingPanels {...{ statistics, stream, labelOf }} onStream={(picked) => ask({ stream: picked })} />
                <AudiencePanel statistics={statistics} labelOf={labelOf} />
                <p className={classes.quiet}>Days are those of {statistics.timezone}; weeks begin on Mondays.</p>
              </div>
            )
          }}
        </Answer>
      </div>
    </Page>
  )
}
