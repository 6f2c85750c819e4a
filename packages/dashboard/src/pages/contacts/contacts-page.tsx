import { EVERYONE, type Filter } from '@rollcall/filters'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useCatalogue } from '../../builder/use-catalogue.ts'
import { useDraftFilter } from '../../builder/use-draft-filter.ts'
import { usePreview } from '../../builder/use-preview.ts'
import { Page } from '../../parts/page.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { columnTexts, showsEngagement } from './column-list.ts'
import classes from './contacts.module.css'
import { ContactsActions } from './contacts-actions.tsx'
import { ContactsPanels } from './contacts-panels.tsx'
import { ContactsTools } from './contacts-tools.tsx'
import { exportGroups } from './export-groups.ts'
import { FilterSummary } from './filter-summary.tsx'
import { Nobody } from './nobody.tsx'
import { PeopleCount } from './people-count.tsx'
import { PeopleTable } from './people-table.tsx'
import { type ContactsSearch, orderOf } from './search.ts'
import { segmentFilter } from './segment-filter.ts'
import { rememberTrail } from './trail.ts'
import { useColumns } from './use-columns.ts'
import { useListKeys } from './use-list-keys.ts'
import { usePeople } from './use-people.ts'
import { useSelection } from './use-selection.ts'
import { ViewNote } from './view-note.tsx'
import { useViews, ViewsTabs } from './views-tabs.tsx'

const route = getRouteApi('/frame/contacts')
// The builder is half of this page's code, and most visits do without; so do they without a person beside the list.
const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.tsx')).FilterPanel }))
const PersonAside = lazy(async () => ({ default: (await import('../contact/person-aside.tsx')).PersonAside }))

export function ContactsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<ContactsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false })
  const views = useViews()
  const view = views.data?.data.find(({ id }) => id === search.view)
  const saved = useSavedFilter(view?.filters)
  const [draft, setDraft] = useDraftFilter({ inAddress: search.filters, saved, write: (filters) => go({ filters }) })
  const isOpen = draft.conditions.length === 0
  const known = useCatalogue(!isOpen)
  const live = usePreview(draft, known.catalogue, { exceptEveryone: true })
  const columns = useColumns({ saved: view?.columns, inAddress: search.columns, write: (columns) => go({ columns }) })
  const inAddress = orderOf(search)
  const asked = {
    filters: live.filter,
    q: search.q,
    view: search.filters ? undefined : search.view,
    sort: inAddress,
    engagement: showsEngagement(columns.listed),
  }
  const isKnown =
    (isOpen || known.catalogue !== undefined || known.error !== null) && (!search.view || !views.isPending)
  const people = usePeople(asked, isKnown && live.problems.length === 0)
  const change = (filter: Filter) => {
    const counted = live.askAhead(filter)
    if (counted) people.askAhead({ filters: counted, view: undefined })
    setDraft(filter)
  }
  const arrange = (arrangement: Pick<ContactsSearch, 'q' | 'sort' | 'direction'>) => {
    const next = { ...search, ...arrangement }
    people.askAhead({ q: next.q, sort: orderOf(next) })
    go(arrangement)
  }
  const selection = useSelection(people)
  const peek = (person: string | undefined) => go({ person })
  const keys = useListKeys({ people, selection, peek, isPeeking: search.person !== undefined })
  useEffect(() => rememberTrail(people.listRead))
  const isChanged = search.filters !== undefined || inAddress !== undefined || columns.isChanged
  const matching = asked.view ? { view: asked.view, q: search.q } : { filters: live.filter, q: search.q }
  const includedTag = view?.includedTag
  // While it is tried out, a changed filter stands alone.
  const segment = segmentFilter({ filters: live.filter, includedTag: search.filters ? null : includedTag })
  const showEveryone = () => void navigate({ search: {} })
  const isNarrowed = Boolean(search.q || search.view || live.filter.conditions.length > 0)
  return (
    <Page fill title="Contacts" lead={<PeopleCount people={people} />} actions={<ContactsActions go={go} />}>
      <ContactsPanels
        search={search}
        go={go}
        groups={exportGroups({
          selection,
          matching,
          total: people.total,
          isNarrowed: isNarrowed && !people.isApproximate,
        })}
        columns={columns.listed.map(({ key }) => key)}
      />
      <ViewsTabs
        {...{ view, q: search.q }}
        unsaved={
          isChanged ? { filters: live.filter, sort: inAddress, columns: columnTexts(columns.listed) } : undefined
        }
      />
      {includedTag && <ViewNote tag={includedTag} filters={saved} isChanged={search.filters !== undefined} />}
      <ContactsTools
        {...{ search, arrange, columns, conditions: draft.conditions.length }}
        summary={<FilterSummary live={live} onChange={change} segment={segment} q={search.q} />}
      >
        <FilterPanel draft={draft} live={live} onChange={change} segment={segment} q={search.q} />
      </ContactsTools>
      <div className={classes.beside}>
        <PeopleTable
          {...{ people, selection, columns: columns.shown, active: keys.active, onWidth: columns.setWidth }}
          onRow={(place) => {
            keys.go(place)
            peek(people.rowAt(place)?.id)
          }}
          sort={inAddress ?? view?.sort ?? undefined}
          onSort={({ field, direction }) => arrange({ sort: field, direction })}
          onSortNear={(sort) => people.askAhead({ sort })}
          empty={<Nobody {...{ isNarrowed, live, q: search.q, change, go, showEveryone }} />}
        />
        {search.person && (
          <Suspense fallback={<aside className={classes.aside} />}>
            <PersonAside id={search.person} close={() => peek(undefined)} />
          </Suspense>
        )}
      </div>
      <BulkBar
        {...{ selection, people, matching, job: search.job }}
        watch={(job) => go({ job })}
        askExport={() => go({ panel: 'export' })}
      />
    </Page>
  )
}

function useSavedFilter(filters: object | undefined): Filter {
  // why: a saved view holds a filter that the server has checked and normalised
  return useMemo(() => (filters as Filter | undefined) ?? EVERYONE, [filters])
}
