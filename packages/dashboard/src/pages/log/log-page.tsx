import { IconListDetails } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { LongTable } from '../../parts/long-table.tsx'
import { Page } from '../../parts/page.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { logColumns } from './log-columns.tsx'
import { LogFilters } from './log-filters.tsx'
import { LookingBack } from './looking-back.tsx'
import { MessagePanel } from './message-panel.tsx'
import { logSearch } from './search.ts'
import { useLog } from './use-log.ts'

const route = getRouteApi('/frame/log')

export function LogPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { message: opened, ...wanted } = search
  const query = useLog(wanted)
  const { rows, looked, isTired, goOn, hasNextPage } = query
  const looking = looked && hasNextPage && (
    <LookingBack looked={looked} since={upTo(wanted.to)} hasFound={rows.length > 0} isTired={isTired} goOn={goOn} />
  )
  const ask = (asked: object) =>
    void navigate({ search: (known) => logSearch({ ...known, ...asked }), replace: true, resetScroll: false })
  const toggle = (id: string) => ask({ message: id === opened ? undefined : id })
  const isFiltered = Object.values(wanted).some((value) => value !== undefined)
  return (
    <Page fill title="Message log" lead="Every message of campaigns and of the sending API, with what became of it.">
      <LogFilters search={search} onAsk={ask} />
      {opened && <MessagePanel key={opened} id={opened} close={() => ask({ message: undefined })} />}
      {query.error && rows.length === 0 ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : rows.length > 0 ? (
        <LongTable
          {...{ label: 'Messages', query, opened, toggle, list: JSON.stringify(wanted) }}
          columns={(wide) => logColumns({ opened, toggle, wide })}
          style={{ minHeight: 320 }}
          foot={isTired || query.isFetchingNextPage ? looking : undefined}
        />
      ) : !query.data || hasNextPage ? (
        <>
          {looking}
          {!isTired && <Waiting rows={8} />}
        </>
      ) : (
        <NoMessages isFiltered={isFiltered} />
      )}
    </Page>
  )
}

/** The instant from which the log is looked through backwards. */
function upTo(day: string | undefined): string {
  return day ?? new Date().toISOString()
}

function NoMessages({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon={<IconListDetails size={20} />} title="No message is like that">
        Take away a filter to see more. Messages that wait for their turn come here when they leave.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconListDetails size={20} />} title="Nothing was sent yet">
      As soon as a campaign or a program sends something, each message stands here with what the mail server or provider
      said.
    </EmptyState>
  )
}
