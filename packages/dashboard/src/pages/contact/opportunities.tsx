import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Contact } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { NewOpportunity } from './new-opportunity.tsx'
import { OpportunityRow } from './opportunity-row.tsx'
import { opportunitiesQuery, pipelinesQuery } from './person-queries.ts'

/** The person's opportunities: each with its stage, status and value to change, and the way to a new one. */
export function Opportunities({ contact }: { contact: Contact }) {
  const [isNew, setNew] = useState(false)
  const pipelines = useQuery(pipelinesQuery)
  const query = useQuery(opportunitiesQuery(contact.id))
  const known = pipelines.data?.data ?? []
  const mayWrite = useMay()('contacts:write')
  return (
    <Answer query={query} waiting={<Waiting rows={2} />}>
      {({ data, total }) => (
        <>
          {data.length === 0 && <p className={classes.quiet}>No opportunities yet.</p>}
          <ul className={classes.opportunities} aria-label="Opportunities">
            {data.map((opportunity) => (
              <OpportunityRow key={opportunity.id} opportunity={opportunity} pipelines={known} />
            ))}
          </ul>
          {total > data.length && <p className={classes.quiet}>and {numberText(total - data.length)} older ones</p>}
          {!mayWrite ? null : isNew ? (
            <NewOpportunity contact={contact} pipelines={known} close={() => setNew(false)} />
          ) : known.length > 0 ? (
            <Button
              mt="xs"
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setNew(true)}
            >
              New opportunity
            </Button>
          ) : (
            pipelines.data && <FirstPipeline />
          )}
        </>
      )}
    </Answer>
  )
}

function FirstPipeline() {
  return (
    <p className={classes.quiet}>
      They need a pipeline to stand in: make one on the page of{' '}
      <Link to="/opportunities" className={classes.link}>
        opportunities
      </Link>
      .
    </p>
  )
}
