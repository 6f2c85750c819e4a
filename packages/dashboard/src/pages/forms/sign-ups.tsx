import type { Reply } from '@rollcall/sdk'
import { IconInbox } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { timeText } from '../../parts/time-text.ts'
import { usePages } from '../../parts/use-pages.ts'
import classes from './forms.module.css'

type SignUp = Reply<'forms.signUps'>['data'][number]
type From = SignUp['askedFrom']

const WORDS = { pending: 'Waits to be confirmed', confirmed: 'Confirmed', expired: 'Never confirmed' }
const LOOKS = { pending: 'pending', confirmed: 'subscribed', expired: 'skipped' }

/** Who filled in a form, newest first, each with the proof: when, from where and with what they asked and confirmed. */
export function SignUps({ form }: { form: string }) {
  const query = usePages<SignUp>(['forms', 'sign-ups', form], (page) =>
    client.forms.signUps(form, page.query, page.options),
  )
  return (
    <PagedAnswer
      query={query}
      none={
        <EmptyState icon={<IconInbox size={20} />} title="Nobody filled it in yet">
          Give people the link to its page, or put it on yours. Whoever signs up stands here with the proof of it.
        </EmptyState>
      }
    >
      {(signUps) => <DataTable label="Sign-ups" columns={COLUMNS} rows={signUps} keyOf={({ id }) => id} />}
    </PagedAnswer>
  )
}

const COLUMNS: Column<SignUp>[] = [
  {
    key: 'email',
    header: 'Address',
    cell: (signUp) => (
      <div className={classes.clip}>
        <Who signUp={signUp} />
        <div className={classes.below}>
          {WORDS[signUp.status]} · {timeText(signUp.confirmedAt ?? signUp.at)}
        </div>
      </div>
    ),
  },
  {
    key: 'status',
    header: 'State',
    width: '190px',
    from: 'sm',
    cell: ({ status }) => <StatusMark status={LOOKS[status]} word={WORDS[status]} />,
  },
  {
    key: 'at',
    header: 'Asked',
    width: '190px',
    from: 'sm',
    cell: ({ at, askedFrom }) => <When at={at} from={askedFrom} />,
  },
  {
    key: 'confirmedAt',
    header: 'Confirmed',
    width: '190px',
    from: 'md',
    cell: ({ confirmedAt, confirmedFrom }) => <When at={confirmedAt} from={confirmedFrom} />,
  },
  { key: 'version', header: 'Wording', width: '90px', from: 'md', align: 'right', cell: ({ version }) => version },
]

function Who({ signUp: { email, contact, status } }: { signUp: SignUp }) {
  if (email === null)
    return <span className={classes.quiet}>{status === 'confirmed' ? 'No longer known' : 'Forgotten'}</span>
  if (contact === null) return <span title={email}>{email}</span>
  return (
    <Link to="/contacts/$contact" params={{ contact }} title={email}>
      {email}
    </Link>
  )
}

function When({ at, from }: { at: string | null; from: From }) {
  if (at === null) return <span className={classes.quiet}>—</span>
  const program = from?.userAgent ?? undefined
  return (
    <div className={classes.when}>
      <time dateTime={at}>{timeText(at)}</time>
      {from && (
        <div className={classes.quiet} title={program}>
          {[from.ip, program].filter(Boolean).join(' · ')}
        </div>
      )}
    </div>
  )
}
