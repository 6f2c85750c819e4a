import { Button } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { problemIn } from '../../message/problem-in.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { Page } from '../../parts/page.tsx'
import { ThingPage } from '../../parts/thing-page.tsx'
import { useProject } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { AudienceCard } from './audience-card.tsx'
import classes from './composer.module.css'
import { ContentCard } from './content-card.tsx'
import { begunWith, blankDraft, type Draft, lacksOf, missingParts, movedTo, toBody } from './draft.ts'
import { LinksCard } from './links-card.tsx'
import { PreviewCard } from './preview-card.tsx'
import { ScheduleCard } from './schedule-card.tsx'
import { toSearch } from './search.ts'
import { SenderCard } from './sender-card.tsx'
import { useDraftPreview } from './use-draft-preview.ts'
import { useReach, WhoGetsIt } from './who-gets-it.tsx'

const route = getRouteApi('/frame/campaigns/new')

/** A campaign before its first save, perhaps begun with a template; after it, the draft saves itself. */
export function NewCampaignPage() {
  const project = useProject()
  const { template } = route.useSearch()
  const query = useQuery({
    queryKey: ['templates', 'one', template],
    queryFn: ({ signal }) => client.templates.get(template ?? '', { signal }),
    enabled: template !== undefined,
  })
  const blank = blankDraft(project)
  if (template === undefined) return <NewCampaign beginning={blank} />
  return (
    <ThingPage
      query={query}
      kind="New campaign"
      back={{ to: '/templates', label: 'Templates' }}
      missing={{ icon: <IconTemplate size={20} />, title: 'This template is not here' }}
    >
      {(found) => {
        const draft = { ...blank, ...(found.kind === 'text' && movedTo('sms', blank, project)) }
        return <NewCampaign beginning={{ ...draft, ...begunWith(draft, { ...found, template: found.id }) }} />
      }}
    </ThingPage>
  )
}

function NewCampaign({ beginning }: { beginning: Draft }) {
  const project = useProject()
  const [draft, setDraft] = useState(beginning)
  const { as, version, preview: look } = route.useSearch()
  const go = route.useNavigate()
  const preview = useDraftPreview(draft, { as, version })
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }))
  const reach = useReach(draft)
  const missing = missingParts(draft)
  const lacks = lacksOf(draft)
  const mayWrite = useMay()('campaigns:write')
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
          <AudienceCard draft={draft} lacks={lacks.audience} set={set} />
          <ContentCard
            draft={draft}
            lacks={lacks.content}
            set={set}
            problem={preview.problem ?? problemIn(create.error)}
          />
          <PreviewCard
            draft={draft}
            preview={preview}
            view={{ as, look, version }}
            onView={(change) =>
              void go({ search: (known) => ({ ...known, ...toSearch(change) }), replace: true, resetScroll: false })
            }
          />
          <SenderCard draft={draft} lacks={lacks.sender} set={set} />
          <LinksCard draft={draft} lacks={lacks.links} set={set} />
          <ScheduleCard
            plan={draft.plan}
            lacks={lacks.schedule}
            people={reach.data?.willBeSent}
            projectZone={project?.timezone ?? 'UTC'}
            onPlan={(plan) => set({ plan })}
          />
        </div>
        <aside className={classes.side}>
          <WhoGetsIt draft={draft} query={reach} />
          {create.error && <ErrorState error={create.error} />}
          <Button
            fullWidth
            size="md"
            loading={create.isPending}
            disabled={missing.length > 0 || !mayWrite}
            onClick={() => create.mutate()}
          >
            Save the draft
          </Button>
          <p className={classes.quiet}>
            {!mayWrite
              ? 'You may look at campaigns, not write them.'
              : missing.length > 0
                ? `Still missing: ${missing.join(', ')}.`
                : 'Then you can look at it as a person, and send or schedule it. From then on it saves itself.'}
          </p>
        </aside>
      </div>
    </Page>
  )
}
