import { Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { client, queryClient } from '../../api.ts'
import { Board } from '../../parts/board/board.tsx'
import { BoardColumn } from '../../parts/board/board-column.tsx'
import { useColumnRows } from '../../parts/board/use-column-rows.ts'
import { countText } from '../../parts/number-text.ts'
import classes from './opportunities.module.css'
import { OpportunityCard } from './opportunity-card.tsx'
import type { OpportunitiesSearch } from './search.ts'
import { narrowedBy, type Opportunity, type Pipeline, type Totals, useMoveOpportunity } from './use-opportunities.ts'
import { worthText } from './worth.ts'

const CARD_HEIGHT = 78

type Props = {
  pipeline: Pipeline
  totals: Totals | undefined
  search: OpportunitiesSearch
  open: (opportunity: string) => void
  /** Nothing for whoever may not change anything. */
  add: ((stage: string) => void) | undefined
}

/** The stages of a pipeline side by side. */
export function PipelineBoard({ pipeline, ...props }: Props) {
  const move = useMoveOpportunity()
  const onMove = (id: string, from: string, target: string) => {
    const opportunity = findShown(id, from)
    const to = pipeline.stages.find((stage) => stage.id === target)
    if (opportunity && to) move.mutate({ opportunity, to })
  }
  return (
    <Board label={`Stages of ${pipeline.name}`} columns={pipeline.stages} onMove={props.add && onMove}>
      {pipeline.stages.map((stage) => (
        <StageColumn key={stage.id} stage={stage} {...props} />
      ))}
    </Board>
  )
}

type ColumnProps = Omit<Props, 'pipeline'> & { stage: Pipeline['stages'][number] }

function StageColumn({ stage, totals, search, open, add }: ColumnProps) {
  const asked = { ...narrowedBy(search), stage: stage.id, sort: 'stageChangedAt' } as const
  const rows = useColumnRows<Opportunity>({
    column: ['opportunities', 'cards', stage.id],
    list: JSON.stringify(asked),
    ask: (page, options) => client.opportunities.list({ ...asked, ...page }, options),
  })
  const total = totals?.totals.find((row) => row.stage === stage.id)
  return (
    <BoardColumn
      {...{ id: stage.id, name: stage.name, rows, cardHeight: CARD_HEIGHT, none: 'Nothing is here.' }}
      keyOf={({ id }) => id}
      head={
        <>
          <div className={classes.stageLine}>
            <h2 className={classes.stage} title={stage.name}>
              {stage.name}
            </h2>
            {add && (
              <button
                type="button"
                className={classes.add}
                aria-label={`New opportunity in ${stage.name}`}
                onClick={() => add(stage.id)}
              >
                <IconPlus size={15} aria-hidden />
              </button>
            )}
          </div>
          {total ? <StageTotal total={total} /> : <Skeleton height={20} width={80} />}
        </>
      }
    >
      {(opportunity) => <OpportunityCard opportunity={opportunity} open={() => open(opportunity.id)} />}
    </BoardColumn>
  )
}

function StageTotal({ total: { count, value, openValue } }: { total: Totals['totals'][number] }) {
  return (
    <>
      <div className={`${classes.worth} num`} aria-live="polite">
        {worthText(value)}
      </div>
      <p className={`${classes.total} num`}>
        {countText(count, 'opportunity', 'opportunities')}
        {openValue !== value && ` · ${worthText(openValue)} open`}
      </p>
    </>
  )
}

/** The opportunity as the board shows it. */
function findShown(id: string, stage: string): Opportunity | undefined {
  return queryClient
    .getQueriesData<{ data: Opportunity[] }>({ queryKey: ['opportunities', 'cards', stage] })
    .flatMap(([, page]) => page?.data ?? [])
    .find((opportunity) => opportunity.id === id)
}
