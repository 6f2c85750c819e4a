import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import tables from '../../parts/data-table.module.css'
import { Cells, TableHead } from '../../parts/data-table.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './opportunities.module.css'
import { OpportunityMark } from './opportunity-mark.tsx'
import type { OpportunitiesSearch } from './search.ts'
import { narrowedBy, type Opportunity, type Pipeline } from './use-opportunities.ts'
import { worthText } from './worth.ts'

type Props = {
  pipeline: Pipeline
  search: OpportunitiesSearch
  go: (change: Partial<OpportunitiesSearch>) => void
}

/** The same opportunities one below the other, in any order. */
export function OpportunityList({ pipeline, search, go }: Props) {
  const { sort = 'createdAt', direction = 'desc' } = search
  const stage = pipeline.stages.some(({ id }) => id === search.stage) ? search.stage : undefined
  const asked = { ...narrowedBy(search), pipeline: pipeline.id, stage, sort, direction }
  const query = usePages<Opportunity>(['opportunities', 'list', asked], (page) =>
    client.opportunities.list({ ...asked, ...page.query }, page.options),
  )
  const columns = columnsOf((edit) => go({ edit }))
  return (
    <PagedAnswer query={query} none={<p className={classes.none}>No opportunity is like that.</p>}>
      {(opportunities) => (
        <table className={tables.table} aria-label="Opportunities">
          <TableHead
            columns={columns}
            sort={{ field: sort, direction }}
            onSort={({ field, direction: way }) => go({ sort: SORTS.find((known) => known === field), direction: way })}
          />
          <tbody>
            {opportunities.map((row) => (
              <tr key={row.id} className={tables.row}>
                <Cells columns={columns} row={row} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PagedAnswer>
  )
}

const SORTS = ['createdAt', 'stageChangedAt', 'name', 'value'] as const

function columnsOf(edit: (id: string) => void): Column<Opportunity>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      sortBy: 'name',
      cell: ({ id, name }) => (
        <button type="button" className={classes.wrapped} title={name} onClick={() => edit(id)}>
          {name}
        </button>
      ),
    },
    {
      key: 'contact',
      header: 'Person',
      width: '17%',
      from: 'sm',
      cell: ({ contact, contactName }) => (
        <Link to="/contacts/$contact" params={{ contact }} preload={false}>
          {contactName ?? contact}
        </Link>
      ),
    },
    { key: 'stage', header: 'Stage', width: '14%', from: 'sm', cell: ({ stageName }) => stageName },
    { key: 'status', header: 'Status', width: '112px', cell: ({ status }) => <OpportunityMark status={status} /> },
    {
      ...{ key: 'value', header: 'Value', sortBy: 'value', width: '92px', align: 'right' },
      cell: ({ value }) => worthText(value),
    },
    {
      ...{ key: 'moved', header: 'In the stage since', sortBy: 'stageChangedAt', width: '136px', from: 'md' },
      cell: ({ stageChangedAt }) => <Ago time={stageChangedAt} />,
    },
    {
      ...{ key: 'created', header: 'Created', sortBy: 'createdAt', width: '112px', from: 'md' },
      cell: ({ createdAt }) => <Ago time={createdAt} />,
    },
  ]
}
