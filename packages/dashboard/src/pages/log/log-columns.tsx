import { subjectText } from '../../message/subject-text.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import type { Wide } from '../../parts/long-table.tsx'
import { addresseeOf } from './addressee-of.ts'
import classes from './log.module.css'
import { StateButton } from './state-button.tsx'
import type { Message } from './use-log.ts'

type Props = { opened: string | undefined; toggle: (id: string) => void; wide: Wide }

/** A line of the log: to whom, what, what became of it, why, when. */
export function logColumns({ opened, toggle, wide }: Props): Column<Message>[] {
  return [
    { key: 'to', header: 'To', width: wide('to', '26%'), cell: addresseeOf },
    {
      key: 'message',
      header: 'Message',
      width: wide('message'),
      from: 'sm',
      cell: ({ campaign }) => (
        <span title={campaign.subject || undefined}>
          {subjectText(campaign.subject) || campaign.name}
          {campaign.kind !== 'campaign' && <span className={classes.kind}> · API</span>}
        </span>
      ),
    },
    {
      key: 'state',
      header: 'State',
      width: wide('state', '120px'),
      cell: ({ id, state, email }) => (
        <StateButton state={state} email={email} isOpen={id === opened} toggle={() => toggle(id)} />
      ),
    },
    {
      key: 'why',
      header: 'Why, or what the server said',
      width: wide('why', '26%'),
      from: 'md',
      cell: ({ reasonDetail, response }) => [reasonDetail, response].filter(Boolean).join(': '),
    },
    {
      key: 'when',
      header: 'When',
      width: wide('when', '130px'),
      align: 'right',
      from: 'sm',
      cell: ({ at }) => <Ago time={at} />,
    },
  ]
}
