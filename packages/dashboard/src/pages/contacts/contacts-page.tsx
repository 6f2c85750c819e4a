import { EVERYONE, type Filter } from '@rollcall/filters'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, useMemo } from 'react'
import { useCatalogue } from '../../builder/use-catalogue.ts'
import { useDraftFilter } from '../../builder/use-draft-filter.ts'
import { usePreview } from '../../builder/use-preview.ts'
import { Figure } from '../../parts/figure.tsx'
import { tookText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import type { ContactsSearch } from '../../search.ts'
import { AddContact } from './add-contact.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ContactsTools } from './contacts-tools.tsx'
import { PeopleTable } from './people-table.tsx'
import { usePeople } from './use-people.ts'
import { useSelection } from './use-selection.ts'
import { useViews, ViewsTabs } from './views-tabs.tsx'

const route = getRouteApi('/frame/contacts')
// The builder is half of this page's code, and most visits do without.
const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.tsx')).FilterPanel }))

export function ContactsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<ContactsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false })
  const views = useViews()
  const view = views.data?.data.find(({ id }) => id === search.view)
  const saved = useSavedFilter(view?.filters)
  const [draft, change] = useDraftFilter({ inAddress: search.filters, saved, write: (filters) => go({ filters }) })
  const isOpen = draft.conditions.length === 0
  const known = useCatalogue(!isOpen)
  const live = usePreview(draft, known.catalogue)
  const sort = search.sort ? { field: search.sort, direction: search.direction ?? 'asc' } : undefined
  const asked = { filters: live.filter, q: search.q, view: search.filters ? undefined : search.view, sort }
  const isKnown =
    (isOpen || known.catalogue !== undefined || known.error !== null) && (!search.view || !views.isPending)
  const people = usePeople(asked, isKnown && live.problems.length === 0)
  const rows = useMemo(() => people.data?.pages.flatMap(({ data }) => data) ?? [], [people.data])
  const first = people.data?.pages[0]
  const selection = useSelection(useMemo(() => rows.map(({ id }) => id), [rows]))
  return (
    <Page title="Contacts" lead="Everyone you know, with what you know about them." actions={<AddContact />}>
      <ViewsTabs active={search.view} unsaved={search.filters || sort ? { filters: live.filter, sort } : undefined} />
      <Figure
        value={first?.total}
        label={first?.total === 1 ? 'person' : 'people'}
        note={first && `counted in ${tookText(first.tookMs)}`}
        stale={people.isPlaceholderData}
      />
      <ContactsTools search={search} go={go} conditions={draft.conditions.length}>
        <FilterPanel draft={draft} live={live} onChange={change} />
      </ContactsTools>
      <PeopleTable
        people={people}
        rows={rows}
        selection={selection}
        sort={sort}
        onSort={({ field, direction }) => go({ sort: field, direction })}
        isNarrowed={Boolean(search.q || live.filter.conditions.length > 0)}
        showEveryone={() => void navigate({ search: {} })}
      />
      <BulkBar
        selection={selection}
        total={first?.total ?? 0}
        filters={search.q || view?.includedTag ? undefined : live.filter}
      />
    </Page>
  )
}

function useSavedFilter(filters: object | undefined): Filter {
  // why: a saved view holds a filter that the server has checked and normalised
  return useMemo(() => (filters as Filter | undefined) ?? EVERYONE, [filters])
}
