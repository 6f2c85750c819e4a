import { useMemo, useState } from 'react'
import type { Tag } from '../../api.ts'
import type { Sort } from '../../parts/column.ts'
import { toggled } from '../../parts/toggled.ts'
import { useMay } from '../../use-may.ts'
import type { Doing } from './doing.ts'
import { groupTags } from './group-tags.ts'
import { sortTags } from './sort-tags.ts'
import { TagDialog } from './tag-dialog.tsx'
import { TagsBulkBar } from './tags-bulk-bar.tsx'
import { TagsGrid } from './tags-grid.tsx'
import { TagsTable } from './tags-table.tsx'
import { useTagKeys } from './use-tag-keys.ts'

type Props = { tags: Tag[]; isGrid: boolean; sort: Sort; onSort: (sort: Sort) => void }

/** All tags in order, and what can be done with one or with some. */
export function TagList({ tags, isGrid, sort, onSort }: Props) {
  const [doing, setDoing] = useState<Doing>()
  const mayWrite = useMay()('contacts:write')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const select = (id: string) => setSelected((before) => toggled(before, id))
  const startWith = (what: Doing['what']) => (id: string) => {
    const tag = tags.find((each) => each.id === id)
    if (tag) setDoing({ what, tags: [tag] })
  }
  useTagKeys(mayWrite, { edit: startWith('rename'), remove: startWith('delete'), merge: startWith('merge'), select })
  const { field, direction } = sort
  const groups = useMemo(() => groupTags(sortTags(tags, { field, direction })), [tags, field, direction])
  const list = { groups, selected, select: mayWrite ? select : undefined, start: setDoing }
  const forget = (ids: string[]) => setSelected((before) => new Set([...before].filter((id) => !ids.includes(id))))
  return (
    <>
      {isGrid ? <TagsGrid {...list} /> : <TagsTable {...list} sort={sort} onSort={onSort} />}
      <TagsBulkBar
        tags={tags.filter(({ id }) => selected.has(id))}
        start={setDoing}
        clear={() => setSelected(new Set())}
      />
      <TagDialog doing={doing} start={setDoing} close={() => setDoing(undefined)} gone={forget} />
    </>
  )
}
