import { ActionIcon, Select } from '@mantine/core'
import type { Body, Reply } from '@rollcall/sdk'
import { IconTrash } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { numberText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { CONTACT_CHANGES } from './use-contact.ts'

type Opportunity = Reply<'opportunities.get'>
export type Pipeline = Reply<'pipelines.list'>['data'][number]

/** What an opportunity may be. */
const STATUSES = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
  { value: 'abandoned', label: 'Abandoned' },
] as const

/** One opportunity; a choice of another stage or status takes effect at once, with the way back. */
export function OpportunityRow({ opportunity, pipelines }: { opportunity: Opportunity; pipelines: Pipeline[] }) {
  const { name, pipeline, pipelineName, stage, status, value, stageChangedAt } = opportunity
  const { update, remove } = useOpportunity(opportunity)
  const mayWrite = useMay()('contacts:write')
  const stages = pipelines.find((candidate) => candidate.id === pipeline)?.stages ?? [
    { id: stage, name: opportunity.stageName },
  ]
  return (
    <li aria-label={name}>
      <div className={classes.opportunityHead}>
        <strong>{name}</strong>
        {value !== null && <span className="num">{numberText(value)}</span>}
        {mayWrite && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Delete ${name}`}
            onClick={() => remove.mutate()}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {mayWrite && (
        <div className={classes.funnel}>
          <Select
            size="xs"
            flex="1 1 130px"
            aria-label={`Stage of ${name}`}
            allowDeselect={false}
            data={stages.map((one) => ({ value: one.id, label: one.name }))}
            value={stage}
            onChange={(next) => next && next !== stage && update.mutate({ stage: next })}
          />
          <Select
            size="xs"
            flex="1 1 100px"
            aria-label={`Status of ${name}`}
            allowDeselect={false}
            data={STATUSES}
            value={status}
            onChange={(next) => {
              const picked = STATUSES.find((one) => one.value === next)
              if (picked && picked.value !== status) update.mutate({ status: picked.value })
            }}
          />
        </div>
      )}
      <span className={classes.when}>
        {!mayWrite && `${opportunity.stageName}, ${status} · `}
        {pipelineName} · at this stage since <Ago time={stageChangedAt} />
      </span>
    </li>
  )
}

function useOpportunity({ id, contact, name, pipeline, stage, status, value }: Opportunity) {
  const changes = CONTACT_CHANGES
  const update = useChange((body: Body<'opportunities.update'>) => client.opportunities.update(id, body), {
    changes,
    undo: () => ({ words: `“${name}” is changed.`, run: () => client.opportunities.update(id, { stage, status }) }),
  })
  const remove = useChange(() => client.opportunities.delete(id), {
    changes,
    undo: () => ({
      words: `“${name}” is deleted.`,
      run: () => client.opportunities.create({ contact, name, pipeline, stage, status, value }),
    }),
  })
  return { update, remove }
}
