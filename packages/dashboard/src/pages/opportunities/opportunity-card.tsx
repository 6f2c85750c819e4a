import { Menu } from '@mantine/core'
import { Ago } from '../../parts/ago.tsx'
import { BoardCard } from '../../parts/board/board-card.tsx'
import { useMay } from '../../use-may.ts'
import classes from './opportunities.module.css'
import { lookOf, OpportunityMark } from './opportunity-mark.tsx'
import { STATUSES } from './search.ts'
import { type Opportunity, useDeleteOpportunity, useEditOpportunity } from './use-opportunities.ts'
import { worthText } from './worth.ts'

/** An opportunity on the board: with whom, what it is worth, how it stands and since when it is here. */
export function OpportunityCard({ opportunity, open }: { opportunity: Opportunity; open: () => void }) {
  const edit = useEditOpportunity()
  const remove = useDeleteOpportunity()
  const mayWrite = useMay()('contacts:write')
  const { id, name, stage, status, value, contactName, stageChangedAt } = opportunity
  return (
    <BoardCard
      {...{ id, name, column: stage, onOpen: open, tone: lookOf(status).tone }}
      menu={
        mayWrite && (
          <>
            {STATUSES.filter((other) => other !== status).map((other) => {
              const { word } = lookOf(other)
              const words = `“${name}” is ${word.toLowerCase()}.`
              return (
                <Menu.Item key={other} onClick={() => edit.mutate({ opportunity, change: { status: other }, words })}>
                  Mark as {word.toLowerCase()}
                </Menu.Item>
              )
            })}
            <Menu.Divider />
            <Menu.Item onClick={open}>Edit</Menu.Item>
            <Menu.Item onClick={() => remove.mutate(opportunity)}>Delete</Menu.Item>
          </>
        )
      }
    >
      <div className={classes.who}>{contactName ?? 'Without a name'}</div>
      <div className={classes.facts}>
        <strong className="num">{worthText(value)}</strong>
        {status === 'open' ? <Ago time={stageChangedAt} /> : <OpportunityMark status={status} />}
      </div>
    </BoardCard>
  )
}
