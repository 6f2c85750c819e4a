import { Button, SegmentedControl, Select } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { NewTag } from './new-tag.tsx'
import { type TagsSearch, tagsSearch } from './search.ts'
import { TagList } from './tag-list.tsx'
import { useTagList } from './use-tag-list.ts'

const route = getRouteApi('/frame/tags')
const SORTS = [
  { value: 'name asc', label: 'By name' },
  { value: 'people desc', label: 'Most people first' },
  { value: 'used desc', label: 'Last used first' },
  { value: 'uses desc', label: 'Used in most places' },
]

export function TagsPage() {
  const { q, sort = 'name', direction = 'asc', as, new: isAdding = false } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useTagList(q)
  const look = (next: TagsSearch) => void navigate({ search: (now) => ({ ...now, ...next }), replace: true })
  const resort = (field: string, way: string | undefined) => {
    const { sort: by, direction: to } = tagsSearch({ sort: field, direction: way })
    look({ sort: by, direction: to })
  }
  const mayWrite = useMay()('contacts:write')
  const adding: Command = {
    ...{ id: 'new', label: 'New tag', keys: 'n', group: 'On this page', Icon: IconPlus },
    run: () => look({ new: true }),
  }
  useCommands(mayWrite ? [adding] : [])
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => look({ new: true })} disabled={isAdding}>
      New tag
    </Button>
  )
  return (
    <Page
      title="Tags"
      lead="Tags are facts you attach. Segments are questions that answer themselves."
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link to="/tags/audit" {...props} />}>
            Tidy up
          </Button>
          {add}
        </>
      }
    >
      <div className={toolbar.tools}>
        <SearchBox label="Search tags" value={q ?? ''} onChange={(text) => look({ q: text || undefined })} />
        <Select
          aria-label="Order"
          w={170}
          data={SORTS}
          allowDeselect={false}
          value={SORTS.find(({ value }) => value === `${sort} ${direction}`)?.value ?? null}
          placeholder="Other way round"
          onChange={(value) => value && resort(value.split(' ')[0] ?? '', value.split(' ')[1])}
        />
        <SegmentedControl
          aria-label="Show as"
          data={[
            { value: 'table', label: 'Table' },
            { value: 'grid', label: 'Grid' },
          ]}
          value={as ?? 'table'}
          onChange={(value) => look({ as: value === 'grid' ? 'grid' : undefined })}
        />
      </div>
      {mayWrite && isAdding && <NewTag close={() => look({ new: undefined })} />}
      <Answer query={query} waiting={<Waiting rows={8} />}>
        {(tags) => {
          if (tags.length === 0) return q ? <NoMatch q={q} /> : <NoTags action={add} />
          const order = { field: sort, direction }
          return (
            <TagList tags={tags} isGrid={as === 'grid'} sort={order} onSort={(to) => resort(to.field, to.direction)} />
          )
        }}
      </Answer>
    </Page>
  )
}

function NoTags({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={<IconTags size={20} />} title="There are no tags yet" action={action}>
      A tag marks people by hand, by import or through the API: VIP, beta-user, met at the fair. VIP and vip are two
      tags.
    </EmptyState>
  )
}

function NoMatch({ q }: { q: string }) {
  return (
    <EmptyState icon={<IconTags size={20} />} title="No tag is called that">
      Nothing contains “{q}”.
    </EmptyState>
  )
}
