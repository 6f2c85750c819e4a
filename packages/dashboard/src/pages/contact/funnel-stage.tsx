import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Contact } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { funnelQuery } from './person-queries.ts'
import { sentenceOf } from './sentence-of.ts'
import { useContactChange } from './use-contact.ts'

const STAGES: { value: Contact['funnel']; label: string }[] = [
  { value: 'none', label: 'No stage' },
  { value: 'aware', label: 'Aware' },
  { value: 'engaged', label: 'Engaged' },
  { value: 'customer', label: 'Customer' },
  { value: 'loyal_customer', label: 'Loyal customer' },
  { value: 'promoter', label: 'Promoter' },
]

/** Where in the funnel the person is, the lost mark on top of it, and how they came there. */
export function FunnelStage({ contact }: { contact: Contact }) {
  const { id, funnel, lost } = contact
  const mayWrite = useMay()('contacts:write')
  const change = useContactChange(contact)
  const history = useQuery(funnelQuery(id))
  const move = (value: string | null) => {
    const stage = STAGES.find((candidate) => candidate.value === value)
    if (stage && stage.value !== funnel)
      change({ funnel: stage.value }, `Their stage is “${stage.label}”.`).catch(ignore)
  }
  const mark = () =>
    change({ lost: !lost }, lost ? 'They are no longer lost.' : 'They are marked as lost.').catch(ignore)
  return (
    <>
      {mayWrite ? (
        <div className={classes.funnel}>
          <Select
            size="xs"
            flex="1 1 160px"
            aria-label="Funnel stage"
            allowDeselect={false}
            data={STAGES}
            value={funnel}
            onChange={move}
          />
          <Button size="xs" variant="default" aria-pressed={lost} onClick={() => void mark()} className={classes.lost}>
            {lost ? 'Lost' : 'Mark as lost'}
          </Button>
        </div>
      ) : (
        <p>{lost ? `${stageName(funnel)}, lost` : stageName(funnel)}</p>
      )}
      <ul className={classes.history} aria-label="Funnel history">
        {history.data?.data.map((entry) => (
          <li key={entry.id}>
            {sentenceOf(entry)}
            <span className={classes.when}>
              <Ago time={entry.at} />
              {entry.by && ` · ${actorText(entry.by, entry.byName)}`}
            </span>
          </li>
        ))}
      </ul>
      {history.data?.data.length === 0 && <p className={classes.quiet}>Nobody has moved them yet.</p>}
      {history.error && <p className={classes.quiet}>Their history could not be read.</p>}
    </>
  )
}

function stageName(funnel: Contact['funnel']): string {
  return STAGES.find(({ value }) => value === funnel)?.label ?? funnel
}

// The change has said so by itself.
function ignore() {}
