import { Skeleton } from '@mantine/core'
import { client } from '../../api.ts'
import { BoardColumn } from '../../parts/board/board-column.tsx'
import { useColumnRows } from '../../parts/board/use-column-rows.ts'
import { numberText } from '../../parts/number-text.ts'
import classes from './funnel.module.css'
import { PersonCard } from './person-card.tsx'
import type { FunnelSearch } from './search.ts'
import { type Stage, stageName } from './stages.ts'
import { type FunnelCounts, type FunnelPerson, narrowedBy } from './use-funnel.ts'

const CARD_HEIGHT = 76
const LOST = { only: true, without: false } as const

type Props = { stage: Stage; counts: FunnelCounts | undefined; search: FunnelSearch; open: (person: string) => void }

/** A stage with its people. */
export function StageColumn({ stage, counts, search, open }: Props) {
  const lost = search.lost && LOST[search.lost]
  const asked = { ...narrowedBy(search), stage, lost }
  const rows = useColumnRows<FunnelPerson>({
    column: ['funnel', 'people', stage],
    list: JSON.stringify(asked),
    ask: (page, options) => client.funnel.people({ ...asked, ...page }, options),
  })
  return (
    <BoardColumn
      id={stage}
      name={stageName(stage)}
      head={<StageHead stage={stage} counts={counts} isLostOut={search.lost === 'without'} />}
      rows={rows}
      cardHeight={CARD_HEIGHT}
      none={search.lost === 'only' ? 'Nobody is lost here.' : 'Nobody is here.'}
      keyOf={({ id }) => id}
    >
      {(person) => <PersonCard person={person} isOpen={search.person === person.id} onOpen={() => open(person.id)} />}
    </BoardColumn>
  )
}

type HeadProps = Pick<Props, 'stage' | 'counts'> & { isLostOut: boolean }

function StageHead({ stage, counts, isLostOut }: HeadProps) {
  const place = counts?.stages.findIndex((row) => row.stage === stage) ?? -1
  const row = counts?.stages[place]
  const before = counts?.stages[place - 1]
  return (
    <>
      <h2 className={classes.stage}>{stageName(stage)}</h2>
      {row ? (
        <div className={`${classes.count} num`} aria-live="polite">
          {numberText(row.count)}
        </div>
      ) : (
        <Skeleton height={20} width={70} />
      )}
      <p className={`${classes.conversion} num`} title={row && before && conversionWords(row.reached, before)}>
        {row && before ? `${percentText(row.reached, before.reached)} got this far` : 'Not in the funnel yet'}
      </p>
      <p className={`${classes.conversion} num`}>
        {row && row.lost > 0 ? (
          <span className={classes.lost}>{numberText(row.lost)} lost</span>
        ) : isLostOut ? (
          'Without the lost'
        ) : (
          'Nobody lost'
        )}
      </p>
    </>
  )
}

function conversionWords(reached: number, before: { stage: Stage; reached: number }): string {
  const from = before.stage === 'none' ? 'everyone' : `those who got to ${stageName(before.stage)}`
  return `${numberText(reached)} of ${numberText(before.reached)}: of ${from}, so many are in this stage or a later one.`
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

function percentText(part: number, whole: number): string {
  return whole === 0 ? '—' : percent.format(part / whole)
}
