import { Link } from '@tanstack/react-router'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import type { Wide } from '../../parts/long-table.tsx'
import { StateButton } from '../log/state-button.tsx'
import type { Delivery } from './use-deliveries.ts'

type Props = {
  /** What each reason means, as the end of "people …". */
  words: ReadonlyMap<string, string>
  opened: string | undefined
  toggle: (id: string) => void
  wide: Wide
  isMail: boolean
}

/** A line of the ledger: who, what became of it, why, when; of mail also what they did with it. */
export function deliveryColumns({ words, opened, toggle, wide, isMail }: Props): Column<Delivery>[] {
  const columns: Column<Delivery>[] = [
    { key: 'person', header: 'Person', width: wide('person'), cell: (delivery) => <Person {...delivery} /> },
    {
      key: 'state',
      header: 'State',
      width: wide('state', '130px'),
      cell: ({ id, state, email }) => (
        <StateButton state={state} email={email} isOpen={id === opened} toggle={() => toggle(id)} />
      ),
    },
    {
      key: 'why',
      header: `Why, or what the ${isMail ? 'server' : 'provider'} said`,
      width: wide('why', '38%'),
      from: 'sm',
      cell: (delivery) => whyOf(delivery, words),
    },
    {
      key: 'did',
      header: 'Did',
      width: wide('did', '110px'),
      from: 'md',
      cell: ({ opens, clicks }) => (clicks > 0 ? 'clicked' : opens > 0 ? 'opened' : ''),
    },
    {
      key: 'when',
      header: 'When',
      width: wide('when', '130px'),
      align: 'right',
      from: 'sm',
      cell: ({ updatedAt }) => <Ago time={updatedAt} />,
    },
  ]
  // Nobody sees who reads a text.
  return columns.filter(({ key }) => isMail || key !== 'did')
}

/** The reason in words, and what the server answered. */
function whyOf({ reason, response }: Delivery, words: ReadonlyMap<string, string>): string {
  const why = reason && (words.get(reason) ?? reason.replaceAll('_', ' '))
  return [why, response].filter(Boolean).join(': ')
}

function Person({ contact, email }: Pick<Delivery, 'contact' | 'email'>) {
  if (!contact) return email ?? 'Somebody who was erased'
  return (
    <Link to="/contacts/$contact" params={{ contact }} preload={false}>
      {email ?? contact}
    </Link>
  )
}
