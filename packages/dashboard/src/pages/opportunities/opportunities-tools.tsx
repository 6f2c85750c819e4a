import { Menu, SegmentedControl, Select } from '@mantine/core'
import { MoreMenu } from '../../parts/more-menu.tsx'
import { PersonPicker } from '../../parts/person-picker.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { useMay } from '../../use-may.ts'
import classes from './opportunities.module.css'
import { lookOf } from './opportunity-mark.tsx'
import { type OpportunitiesSearch, STATUSES } from './search.ts'
import type { Pipeline } from './use-opportunities.ts'

type Props = {
  pipelines: Pipeline[]
  pipeline: Pipeline
  search: OpportunitiesSearch
  go: (change: Partial<OpportunitiesSearch>) => void
}

const VIEWS = [
  { value: 'board', label: 'Board' },
  { value: 'list', label: 'List' },
]

/** Which pipeline, which of its opportunities, and how they are shown. */
export function OpportunitiesTools({ pipelines, pipeline, search, go }: Props) {
  const choices = (things: { id: string; name: string }[]) => things.map(({ id, name }) => ({ value: id, label: name }))
  const mayWrite = useMay()('contacts:write')
  return (
    <div className={toolbar.tools}>
      <SearchBox
        label="Search opportunities"
        value={search.q ?? ''}
        onChange={(text) => go({ q: text || undefined })}
      />
      <Select
        aria-label="Pipeline"
        className={classes.picker}
        allowDeselect={false}
        data={choices(pipelines)}
        value={pipeline.id}
        onChange={(id) => go({ pipeline: id ?? undefined, stage: undefined })}
      />
      {mayWrite && (
        <MoreMenu label="Change the pipelines">
          <Menu.Item onClick={() => go({ setup: 'edit' })}>Edit this pipeline</Menu.Item>
          <Menu.Item onClick={() => go({ setup: 'new' })}>New pipeline</Menu.Item>
        </MoreMenu>
      )}
      <Select
        aria-label="Status"
        className={classes.status}
        placeholder="Any status"
        clearable
        data={STATUSES.map((status) => ({ value: status, label: lookOf(status).word }))}
        value={search.status ?? null}
        onChange={(value) => go({ status: STATUSES.find((status) => status === value) })}
      />
      {search.view === 'list' && (
        <Select
          aria-label="Stage"
          className={classes.status}
          placeholder="Any stage"
          clearable
          data={choices(pipeline.stages)}
          value={search.stage ?? null}
          onChange={(stage) => go({ stage: stage ?? undefined })}
        />
      )}
      <div className={classes.picker}>
        <PersonPicker
          hideLabel
          label="Person"
          placeholder="Anybody"
          contact={search.contact}
          onPick={(contact) => go({ contact })}
        />
      </div>
      <SegmentedControl
        size="xs"
        aria-label="How they are shown"
        data={VIEWS}
        value={search.view ?? 'board'}
        onChange={(view) => go({ view: view === 'list' ? view : undefined })}
      />
    </div>
  )
}
