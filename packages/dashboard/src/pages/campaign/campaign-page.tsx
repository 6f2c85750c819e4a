import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Campaign, client } from '../../api.ts'
import { ThingPage } from '../../parts/thing-page.tsx'
import { useRecent } from '../../recent.ts'
import { Composer } from './composer.tsx'
import { isLeaving, Leaving } from './leaving.tsx'
import { Results } from './results.tsx'

const route = getRouteApi('/frame/campaigns/$campaign')
const POLL_MS = 1_000
const SCHEDULED_POLL_MS = 2_000

// A scheduled campaign starts, and a campaign on its way may pause, by itself.
function pollMsOf(status: Campaign['status'] | undefined): number | false {
  if (status === 'scheduled') return SCHEDULED_POLL_MS
  return status === 'sending' || status === 'paused' ? POLL_MS : false
}

/** A draft is composed, a campaign that leaves can be called back, a launched campaign shows what became of it. */
export function CampaignPage() {
  const { campaign: id } = route.useParams()
  const query = useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => client.campaigns.get(id, { signal }),
    refetchInterval: ({ state }) => pollMsOf(state.data?.status),
  })
  return (
    <ThingPage
      query={query}
      kind="Campaign"
      back={{ to: '/campaigns', label: 'Campaigns' }}
      missing={{ icon: <IconSend size={20} />, title: 'This campaign is not here' }}
    >
      {(campaign) => <OneCampaign campaign={campaign} />}
    </ThingPage>
  )
}

function OneCampaign({ campaign }: { campaign: Campaign }) {
  const { id, name } = campaign
  useRecent({ kind: 'campaign', id, label: name })
  if (campaign.launchedAt !== null) return <Results campaign={campaign} />
  if (isLeaving(campaign)) return <Leaving campaign={campaign} />
  return <Composer key={id} campaign={campaign} />
}
