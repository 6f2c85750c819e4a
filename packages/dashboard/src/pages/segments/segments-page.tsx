import { Button } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { client, type Segment } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { usePages } from '../../parts/use-pages.ts'
import classes from './segments.module.css'

const route = getRouteApi('/frame/segments')
// Counts move while one looks at them.
const LIVE_MS = 5_000

export function SegmentsPage() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const ask = (page: Parameters<Parameters<typeof usePages<Segment>>[1]>[0]) =>
    client.segments.list({ ...page.query, q }, page.options)
  const query = usePages<Segment>(['segments', 'list', q], ask, { everyMs: LIVE_MS })
  const create = () => void navigate({ to: '/segments/new' })
  useCommands([{ id: 'new', label: 'New segment', keys: 'n', group: 'On this page', Icon: IconPlus, run: create }])
  return (
    <Page
      title="Segments"
      lead="A segment is a question about your contacts. Its answer is always current and always exact."
      actions={<NewSegment />}
    >
      <div className={toolbar.tools}>
        <SearchBox
          label="Search segments"
          value={q ?? ''}
          onChange={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
        />
      </div>
      <PagedAnswer query={query} none={<NoSegments q={q} />}>
        {(segments) => <DataTable label="Segments" columns={columns} rows={segments} keyOf={({ id }) => id} />}
      </PagedAnswer>
    </Page>
  )
}

function NewSegment() {
  return (
    <>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/segments/new" search={{ kind: 'static' }} {...props} />}
      >
        New static list
      </Button>
      <Button renderRoot={(props) => <Link to="/segments/new" {...props} />}>New segment</Button>
    </>
  )
}

function NoSegments({ q }: { q: string | undefined }) {
  if (q) {
    return (
      <EmptyState icon={<IconFilter size={20} />} title="No segment is called that">
        Nothing contains “{q}”.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconFilter size={20} />} title="There are no segments yet" action={<NewSegment />}>
      Ask a question, such as who is subscribed and lives in Indonesia, and see the exact number while you build it.
    </EmptyState>
  )
}

const columns: Column<Segment>[] = [
  {
    key: 'name',
    header: 'Segment',
    cell: ({ id, name, sentence }) => (
      <div className={classes.segment}>
        <Link to="/segments/$segment" params={{ segment: id }} className={classes.name}>
          {name}
        </Link>
        <span className={classes.sentence} title={sentence}>
          {sentence}
        </span>
      </div>
    ),
  },
  {
    key: 'kind',
    header: 'Kind',
    width: '100px',
    from: 'sm',
    cell: ({ kind }) => (kind === 'dynamic' ? 'Live rule' : 'Static list'),
  },
  {
    key: 'reachable',
    header: 'Reachable',
    width: '110px',
    align: 'right',
    from: 'sm',
    cell: ({ reachable }) => numberText(reachable),
  },
  {
    key: 'count',
    header: 'Members',
    width: '110px',
    align: 'right',
    cell: ({ count }) => <strong>{numberText(count)}</strong>,
  },
]
