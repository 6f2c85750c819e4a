import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Campaign, client } from '../../api.ts'
import { ThingPage } from '../../parts/thing-page.tsx'
import { useRecent } from '../../recent.ts'
import { useTimed } from '../../use-timed.ts'
import { Composer } from './composer.tsx'
import { isLeaving, Leaving } from './leaving.tsx'
import { Results } from './results.tsx'

const route = getRouteApi('/frame/campaigns/$campaign')
const POLL_MS = 1_000
const SCHEDULED_POLL_MS = 2_000

// Looking on must not slow the sending down: it is asked for again after four times as long as it took.
const MOST_BUSY = 4

// A scheduled campaign starts, and a campaign on its way may pause, by itself.
function pollMsOf(status: Campaign['status'] | undefined, tookMs: number): number | false {
  if (status === 'scheduled') return SCHEDULED_POLL_MS
  return status === 'sending' || status === 'paused' ? Math.max(POLL_MS, MOST_BUSY * tookMs) : false
}

/** A draft is composed, a campaign that leaves can be called back, a launched campaign shows what became of it. */
export function CampaignPage() {
  const { campaign: id } = route.useParams()
  const [timed, tookMs] = useTimed()
  const query = useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => timed(() => client.campaigns.get(id, { signal })),
    refetchInterval: ({ state }) => pollMsOf(state.data?.status, tookMs()),
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
