import { Button, Select } from '@mantine/core'
import { IconHistory, IconX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { Fragment } from 'react'
import { client } from '../../api.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { usePages } from '../../parts/use-pages.ts'
import { AuditEntryLine } from './audit-entry.tsx'
import { type AuditEntry, whoText } from './audit-words.ts'
import { KIND_WORDS, KINDS } from './audited-kinds.ts'
import { auditSearch, PERIODS } from './search.ts'
import classes from './settings.module.css'
import { SettingsPage } from './settings-page.tsx'
import { useMay } from '../../use-may.ts'

const route = getRouteApi('/frame/settings/audit')
const HOUR_MS = 3_600_000
const PERIOD_CHOICES = [
  { value: 'day', label: 'Last 24 hours' },
  { value: 'week', label: 'Last 7 days' },
  { value: 'month', label: 'Last 30 days' },
]

export function AuditPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { q, kind, actor, target, period } = search
  const mayUndo = useMay()('project:write')
  const change = (part: Record<string, unknown>) =>
    void navigate({ search: (now) => auditSearch({ ...now, ...part }), replace: true })
  const query = usePages<AuditEntry>(['audit', 'list', search], (page) => {
    const from = period && new Date(Date.now() - PERIODS[period] * HOUR_MS).toISOString()
    return client.audit.list({ ...page.query, q, kind, actor, target, from }, page.options)
  })
  const first = query.data?.pages[0]?.data[0]
  const isFiltered = Boolean(q || kind || actor || target || period)
  return (
    <SettingsPage
      section="/settings/audit"
      lead="Who changed which definition, when, and what it was before. What happened to people stands in their timelines."
    >
      <div className={toolbar.tools} style={{ margin: 0 }}>
        <SearchBox label="Search by name" value={q ?? ''} onChange={(text) => change({ q: text })} />
        <Select
          aria-label="What was changed"
          placeholder="Everything"
          clearable
          w={150}
          data={KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
          value={kind ?? null}
          onChange={(value) => change({ kind: value })}
        />
        <Select
          aria-label="When"
          placeholder="Any time"
          clearable
          w={150}
          data={PERIOD_CHOICES}
          value={period ?? null}
          onChange={(value) => change({ period: value })}
        />
        {actor && (
          <Button variant="default" rightSection={<IconX size={14} />} onClick={() => change({ actor: undefined })}>
            {first ? whoText(first) : 'One person'} only
          </Button>
        )}
      </div>
      <PagedAnswer query={query} none={<NoEntries isFiltered={isFiltered} />}>
        {(entries) => (
          <div>
            {entries.map((entry, place) => (
              <Fragment key={entry.id}>
                {dayOf(entry) !== dayOf(entries[place - 1]) && <h2 className={classes.day}>{dayOf(entry)}</h2>}
                <AuditEntryLine entry={entry} mayUndo={mayUndo} onActor={(who) => change({ actor: who })} />
              </Fragment>
            ))}
          </div>
        )}
      </PagedAnswer>
    </SettingsPage>
  )
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' })

function dayOf(entry: AuditEntry | undefined): string | undefined {
  return entry && day.format(new Date(entry.at))
}

function NoEntries({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState icon={<IconHistory size={20} />} title={isFiltered ? 'No change matches' : 'Nothing was changed yet'}>
      {isFiltered
        ? 'Take away a filter to see more.'
        : 'When somebody changes a tag, a segment, a key or another setting, it stands here.'}
    </EmptyState>
  )
}
