import { Button } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Answer } from '../../parts/answer.tsx'
import type { Sort } from '../../parts/column.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { ChosenSegments } from './chosen-segments.tsx'
import { segmentsSearch } from './search.ts'
import { SegmentsTable } from './segments-table.tsx'
import { sortSegments } from './sort-segments.ts'
import { Starters } from './starters.tsx'
import { useSegmentList } from './use-segment-list.ts'

const route = getRouteApi('/frame/segments')

export function SegmentsPage() {
  const { q, sort = 'name', direction = 'asc' } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useSegmentList(q)
  const create = () => void navigate({ to: '/segments/new' })
  const adding: Command = {
    ...{ id: 'new', label: 'New segment', keys: 'n', group: 'On this page', Icon: IconPlus, run: create },
  }
  useCommands(useMay()('segments:write') ? [adding] : [])
  const [chosen, setChosen] = useState<string[]>([])
  const resort = (next: Sort) =>
    void navigate({
      search: (known) => segmentsSearch({ ...known, sort: next.field, direction: next.direction }),
      replace: true,
    })
  const rows = query.data ?? []
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
          onChange={(text) => void navigate({ search: (known) => ({ ...known, q: text || undefined }), replace: true })}
        />
        <ChosenSegments chosen={rows.filter(({ id }) => chosen.includes(id))} onChoose={setChosen} />
      </div>
      <Answer query={query} waiting={<Waiting rows={6} />}>
        {() =>
          rows.length === 0 ? (
            <NoSegments q={q} />
          ) : (
            <SegmentsTable
              rows={sortSegments(rows, { field: sort, direction })}
              sort={{ field: sort, direction }}
              onSort={resort}
              chosen={chosen}
              onChoose={setChosen}
            />
          )
        }
      </Answer>
    </Page>
  )
}

function NewSegment() {
  if (!useMay()('segments:write')) return null
  return (
    <>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/segments/new" search={{ kind: 'static' }} {...props} />}
      >
        New static list
      </Button>
      <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/segments/new" {...props} />}>
        New segment
      </Button>
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
    <>
      <EmptyState icon={<IconFilter size={20} />} title="There are no segments yet" action={<NewSegment />}>
        Ask a question, such as who is subscribed and lives in Indonesia, and see the exact number while you build it.
      </EmptyState>
      <Starters />
    </>
  )
}
