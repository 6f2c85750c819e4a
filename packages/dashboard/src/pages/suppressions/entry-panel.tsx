import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client, troubleOf } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import listed from '../../parts/listed.module.css'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import { CONTACT_CHANGES } from '../contact/use-contact.ts'
import { OpenPanel } from '../settings/open-panel.tsx'
import { EntryNote, MarketingOnly } from './entry-edit.tsx'
import { extentText, givenReasonOf, REASONS, type Suppression } from './reasons.ts'
import classes from './suppressions.module.css'

type Props = { entry: Suppression; mayWrite: boolean; close: () => void }

/** One entry: why it is there, whom it concerns, and what follows when it is taken off. */
export function EntryPanel({ entry, mayWrite, close }: Props) {
  const { id, email, reason, marketingOnly, note, createdAt } = entry
  const words = REASONS[reason]
  const remove = useChange(() => client.suppressions.delete(id), {
    changes: [...CONTACT_CHANGES, 'audit'],
    done: close,
    undo: () => ({
      words: `${email} is off the suppression list.`,
      run: () => client.suppressions.create({ email, reason: givenReasonOf(reason), marketingOnly, note }),
    }),
    ownErrors: true,
  })
  return (
    <OpenPanel title={email} close={close}>
      <dl className={listed.facts}>
        <dt>Reason</dt>
        <dd>
          {words.label}. {words.what}
        </dd>
        <dt>Gets no</dt>
        <dd>
          {extentText(entry) === 'Marketing' ? 'marketing; other mail goes on' : 'mail of any kind'}
          {mayWrite && <MarketingOnly entry={entry} />}
        </dd>
        <dt>Since</dt>
        <dd>{timeText(createdAt)}</dd>
        <dt>Note</dt>
        <dd>{mayWrite ? <EntryNote entry={entry} /> : (note ?? '—')}</dd>
        <dt>Person</dt>
        <dd>
          <PersonLink email={email} />
        </dd>
      </dl>
      <p className={classes.advice}>{words.toDo}</p>
      {mayWrite && (
        <div>
          <InlineConfirm
            ask="Take it off the list"
            question={words.after}
            yes="Take it off the list"
            no="Leave it"
            busy={remove.isPending}
            run={() => remove.mutate()}
          />
        </div>
      )}
      {remove.error && <ErrorState error={remove.error} />}
    </OpenPanel>
  )
}

function PersonLink({ email }: { email: string }) {
  const { data, error } = useQuery({
    queryKey: ['contacts', 'with', email],
    queryFn: ({ signal }) => client.contacts.get(email, { signal }),
  })
  if (data) {
    return (
      <Link to="/contacts/$contact" params={{ contact: data.id }}>
        {data.name ?? email}
      </Link>
    )
  }
  if (!error) return '…'
  return troubleOf(error).isMissing ? 'Nobody here has this address.' : 'It could not be looked up.'
}
