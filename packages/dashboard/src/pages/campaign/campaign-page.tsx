import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Campaign, client } from '../../api.ts'
import { ThingPage } from '../../parts/thing-page.tsx'
import { useRecent } from '../../recent.ts'
import { Composer } from './composer.tsx'
import { Results } from './results.tsx'

const route = getRouteApi('/frame/campaigns/$campaign')
const POLL_MS = 1_000

/** A draft is composed; a launched campaign shows what became of it. */
export function CampaignPage() {
  const { campaign: id } = route.useParams()
  const query = useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => client.campaigns.get(id, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'sending' ? POLL_MS : false),
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
  return campaign.launchedAt === null ? <Composer key={id} campaign={campaign} /> : <Results campaign={campaign} />
}
