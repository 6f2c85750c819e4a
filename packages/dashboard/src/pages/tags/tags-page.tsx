import { Button } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client, type Tag } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { usePages } from '../../parts/use-pages.ts'
import { NewTag } from './new-tag.tsx'
import { TagsTable } from './tags-table.tsx'

const route = getRouteApi('/frame/tags')

export function TagsPage() {
  const { q, new: isAdding = false } = route.useSearch()
  const navigate = route.useNavigate()
  const query = usePages<Tag>(['tags', 'list', q], (page) => client.tags.list({ ...page.query, q }, page.options))
  const setAdding = (isOn: boolean) =>
    void navigate({ search: (now) => ({ ...now, new: isOn || undefined }), replace: true })
  useCommands([
    { id: 'new', label: 'New tag', keys: 'n', group: 'On this page', Icon: IconPlus, run: () => setAdding(true) },
  ])
  const add = (
    <Button onClick={() => setAdding(true)} disabled={isAdding}>
      Create a tag
    </Button>
  )
  return (
    <Page
      title="Tags"
      lead="Tags are facts that you attach to people. Segments are questions that answer themselves."
      actions={add}
    >
      <div className={toolbar.tools}>
        <SearchBox
          label="Search tags"
          value={q ?? ''}
          onChange={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
        />
      </div>
      {isAdding && <NewTag close={() => setAdding(false)} />}
      <PagedAnswer query={query} none={q ? <NoMatch q={q} /> : <NoTags action={add} />}>
        {(tags) => <TagsTable tags={tags} />}
      </PagedAnswer>
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
