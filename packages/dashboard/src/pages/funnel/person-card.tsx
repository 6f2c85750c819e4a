import { Menu } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Ago } from '../../parts/ago.tsx'
import { BoardCard } from '../../parts/board/board-card.tsx'
import { useMay } from '../../use-may.ts'
import classes from './funnel.module.css'
import { personName } from './person-name.ts'
import type { FunnelPerson } from './use-funnel.ts'
import { useMarkLost } from './use-move-person.ts'

type Props = { person: FunnelPerson; isOpen: boolean; onOpen: () => void }

/** Somebody in a stage: who, how to reach them, since when, and whether they are lost. */
export function PersonCard({ person, isOpen, onOpen }: Props) {
  const mark = useMarkLost()
  const mayWrite = useMay()('contacts:write')
  const { id, email, phone, funnel, lost } = person
  const calling = personName(person)
  const [address = 'No address'] = [email, phone].filter((text) => text !== null)
  return (
    <BoardCard
      {...{ id, name: calling, column: funnel, isOpen, onOpen }}
      tone={lost ? 'bad' : undefined}
      menu={
        <>
          {mayWrite && (
            <Menu.Item onClick={() => mark.mutate({ person, lost: !lost })}>
              {lost ? 'Take back “lost”' : 'Mark as lost'}
            </Menu.Item>
          )}
          <Menu.Item renderRoot={(props) => <Link to="/contacts/$contact" params={{ contact: id }} {...props} />}>
            Open their page
          </Menu.Item>
        </>
      }
    >
      <div className={classes.address}>{address === calling ? '\u00a0' : address}</div>
      <div className={classes.since}>
        {lost && (
          <span className={classes.lostMark}>
            <IconUserOff size={12} aria-hidden /> Lost <Ago time={person.lostSince} />
          </span>
        )}
        {!lost && <Ago time={person.since} />}
      </div>
    </BoardCard>
  )
}
