import { Skeleton } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { client, troubleOf } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { Composer } from './composer.tsx'
import { Results } from './results.tsx'

const route = getRouteApi('/frame/campaigns/$campaign')
const back = <BackLink to="/campaigns">Campaigns</BackLink>
const POLL_MS = 1_000

/** A draft is composed; a launched campaign shows what became of it. */
export function CampaignPage() {
  const { campaign: id } = route.useParams()
  const query = useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => client.campaigns.get(id, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'sending' ? POLL_MS : false),
  })
  if (query.error && troubleOf(query.error).isMissing) return <NoSuchCampaign />
  return (
    <Answer query={query} waiting={<Waiting />}>
      {(campaign) =>
        campaign.status === 'draft' ? <Composer key={id} campaign={campaign} /> : <Results campaign={campaign} />
      }
    </Answer>
  )
}

function Waiting() {
  return (
    <Page title="Campaign" above={back}>
      <Skeleton height={320} />
    </Page>
  )
}

function NoSuchCampaign() {
  return (
    <Page title="Campaign" above={back}>
      <EmptyState icon={<IconSend size={20} />} title="This campaign is not here">
        It may have been deleted, or the link belongs to another project.
      </EmptyState>
    </Page>
  )
}
