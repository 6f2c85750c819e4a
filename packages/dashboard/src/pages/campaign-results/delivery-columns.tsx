import { Link } from '@tanstack/react-router'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { STATE_WORDS } from '../campaign/state-words.ts'
import classes from './deliveries.module.css'
import type { Delivery } from './use-deliveries.ts'

type Props = {
  /** What each reason means, as the end of "people …". */
  words: ReadonlyMap<string, string>
  opened: string | undefined
  toggle: (id: string) => void
  widths: Record<string, number>
}

/** A line of the ledger: who, what became of it, why, when. */
export function deliveryColumns({ words, opened, toggle, widths }: Props): Column<Delivery>[] {
  const wide = (key: string, width?: string) => (widths[key] ? `${widths[key]}px` : width)
  return [
    { key: 'person', header: 'Person', width: wide('person'), cell: (delivery) => <Person {...delivery} /> },
    {
      key: 'state',
      header: 'State',
      width: wide('state', '130px'),
      cell: ({ id, state, email }) => (
        <button
          type="button"
          className={classes.state}
          aria-expanded={id === opened}
          aria-label={`${STATE_WORDS[state]}: details of ${email ?? 'this message'}`}
          onClick={() => toggle(id)}
        >
          <StatusMark status={state} word={STATE_WORDS[state]} />
        </button>
      ),
    },
    {
      key: 'why',
      header: 'Why, or what the server said',
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
}

/** The reason in words, and what the server answered. */
export function whyOf({ reason, response }: Delivery, words: ReadonlyMap<string, string>): string {
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
