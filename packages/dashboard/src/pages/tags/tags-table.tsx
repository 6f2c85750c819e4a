import type { Tag } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column, Sort } from '../../parts/column.ts'
import table from '../../parts/data-table.module.css'
import { Cells, TableHead } from '../../parts/data-table.tsx'
import { RowsInSight } from '../../parts/rows-in-sight.tsx'
import { restOf } from '../../parts/tag-prefix.ts'
import { TickBox } from '../../parts/tick-box.tsx'
import { useRevealed } from '../../parts/use-revealed.tsx'
import { ColorPick } from './color-pick.tsx'
import type { ListProps } from './list-props.ts'
import { PeopleLink } from './people-link.tsx'
import { TagField } from './tag-field.tsx'
import { TagGroupPart } from './tag-group-part.tsx'
import { TagLink } from './tag-link.tsx'
import { TagMenu } from './tag-menu.tsx'
import { TagUses } from './tag-uses.tsx'
import classes from './tags.module.css'
import { useTagChange } from './use-tag-change.ts'

const ROW_HEIGHT = 44
// Drawn at once; each draws the rows in sight.
const GROUPS = 20

type Props = ListProps & { sort: Sort; onSort: (sort: Sort) => void }
/** Only the first table shows its headings, and sorts; the others are read with theirs. */
type GroupProps = Omit<ListProps, 'groups'> & {
  tags: Tag[]
  prefix: string
  sort: Sort
  onSort: Props['onSort'] | undefined
}

/** Tags as rows, those that begin alike together. */
export function TagsTable({ groups, sort, onSort, ...list }: Props) {
  const { shown, end } = useRevealed(groups.length, GROUPS)
  const parts = groups.slice(0, shown).map((group, place) => (
    <TagGroupPart key={group.prefix} group={group}>
      <GroupTable
        {...list}
        tags={group.tags}
        prefix={group.prefix}
        sort={sort}
        onSort={place === 0 ? onSort : undefined}
      />
    </TagGroupPart>
  ))
  return (
    <>
      {parts}
      {end}
    </>
  )
}

function GroupTable({ tags, prefix, selected, select, start, sort, onSort }: GroupProps) {
  const change = useTagChange()
  const columns: Column<Tag>[] = [
    ...(select ? [choiceColumn(selected, select)] : []),
    {
      ...{ key: 'name', header: 'Name', sortBy: 'name' },
      cell: (tag) => (
        <span className={classes.name}>
          <ColorPick
            name={tag.name}
            color={tag.color}
            onChange={(color) => change([tag], { color }, `“${tag.name}” has another colour.`)}
          />
          <TagLink tag={tag}>{prefix === '' ? tag.name : restOf(tag.name)}</TagLink>
        </span>
      ),
    },
    {
      key: 'description',
      header: 'Description',
      from: 'md',
      cell: (tag) => <TagField tag={tag} field="description" />,
    },
    { key: 'owner', header: 'Owner', width: '140px', from: 'md', cell: (tag) => <TagField tag={tag} field="owner" /> },
    {
      ...{ key: 'used', header: 'Last used', sortBy: 'used', width: '130px', align: 'right', from: 'sm' },
      cell: ({ lastUsedAt }) => <Ago time={lastUsedAt} none="Never" />,
    },
    {
      ...{ key: 'people', header: 'People', sortBy: 'people', width: '90px', align: 'right' },
      cell: (tag) => <PeopleLink tag={tag} />,
    },
    {
      ...{ key: 'uses', header: 'Used in', sortBy: 'uses', width: '90px', align: 'right', from: 'sm' },
      cell: (tag) => <TagUses tag={tag} />,
    },
    { key: 'menu', header: '', width: '52px', align: 'right', cell: (tag) => <TagMenu tag={tag} start={start} /> },
  ]
  return (
    <table
      className={table.table}
      data-bare={onSort === undefined || undefined}
      aria-label={prefix === '' ? 'Tags' : `Tags of ${prefix}`}
      aria-rowcount={tags.length + 1}
    >
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <RowsInSight rows={tags} rowHeight={ROW_HEIGHT}>
        {(tag, drawn) => (
          <tr
            key={tag.id}
            {...drawn}
            className={table.row}
            data-tag={tag.id}
            data-selected={selected.has(tag.id) || undefined}
          >
            <Cells columns={columns} row={tag} />
          </tr>
        )}
      </RowsInSight>
    </table>
  )
}

function choiceColumn(selected: ReadonlySet<string>, select: (id: string) => void): Column<Tag> {
  return {
    ...{ key: 'choice', header: <span className={classes.hidden}>Select</span>, width: '40px' },
    cell: ({ id, name }) => (
      <TickBox aria-label={`Select ${name}`} checked={selected.has(id)} onChange={() => select(id)} />
    ),
  }
}
