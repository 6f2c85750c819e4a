import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { Page } from '../../parts/page.tsx'
import { useProject } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import { AudienceCard } from './audience-card.tsx'
import classes from './composer.module.css'
import { ContentCard } from './content-card.tsx'
import { blankDraft, type Draft, lacksOf, missingParts, toBody } from './draft.ts'
import { ScheduleCard } from './schedule-card.tsx'
import { SenderCard } from './sender-card.tsx'
import { testOf, useWaterfall, Waterfall } from './waterfall.tsx'

/** A campaign before its first save; after it, the draft saves itself. */
export function NewCampaignPage() {
  const project = useProject()
  const [draft, setDraft] = useState(() => blankDraft(project))
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const waterfall = useWaterfall(draft.audience, testOf(draft))
  const missing = missingParts(draft)
  const lacks = lacksOf(draft)
  const navigate = useNavigate()
  const create = useChange(() => client.campaigns.create(toBody(draft)), {
    changes: ['campaigns'],
    done: (campaign) => {
      queryClient.setQueryData(['campaigns', 'one', campaign.id], campaign)
      void navigate({ to: '/campaigns/$campaign', params: { campaign: campaign.id }, replace: true })
    },
    ownErrors: true,
  })
  return (
    <Page
      title="New campaign"
      lead="Choose who gets it, write it, look at it as one of them. Nothing is sent before you say so."
      above={<BackLink to="/campaigns">Campaigns</BackLink>}
    >
      <div className={classes.columns}>
        <div className={classes.cards}>
          <AudienceCard audience={draft.audience} lacks={lacks.audience} onChange={(audience) => set({ audience })} />
          <ContentCard draft={draft} lacks={lacks.content} set={set} />
          <SenderCard draft={draft} lacks={lacks.sender} set={set} />
          <ScheduleCard
            plan={draft.plan}
            lacks={lacks.schedule}
            people={waterfall.data?.willBeSent}
            projectZone={project?.timezone ?? 'UTC'}
            onPlan={(plan) => set({ plan })}
          />
        </div>
        <aside className={classes.side}>
          <Waterfall audience={draft.audience} query={waterfall} />
          {create.error && <ErrorState error={create.error} />}
          <Button
            fullWidth
            size="md"
            loading={create.isPending}
            disabled={missing.length > 0}
            onClick={() => create.mutate()}
          >
            Save the draft
          </Button>
          <p className={classes.quiet}>
            {missing.length > 0
              ? `Still missing: ${missing.join(', ')}.`
              : 'Then you can look at it as a person, and send or schedule it. From then on it saves itself.'}
          </p>
        </aside>
      </div>
    </Page>
  )
}
