import { Button, Select } from '@mantine/core'
import { IconChartBar, IconPlus, IconSend } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { usePages } from '../../parts/use-pages.ts'
import { useMay } from '../../use-may.ts'
import { useTimed } from '../../use-timed.ts'
import { CampaignsTable } from './campaigns-table.tsx'
import type { CampaignRow } from './next-of.ts'
import { pollMsOf } from './poll-ms-of.ts'
import { type CampaignsSearch, campaignsSearch, MAKERS, SHOWN } from './search.ts'

const route = getRouteApi('/frame/campaigns')

export function CampaignsPage() {
  const { q, status, kind } = route.useSearch()
  const go = route.useNavigate()
  const [timed, tookMs] = useTimed()
  const query = usePages<CampaignRow>(
    ['campaigns', 'list', q, status, kind],
    ({ query, options }) => timed(() => client.campaigns.list({ ...query, q, kind, ...narrowed(status) }, options)),
    { everyMs: (rows) => pollMsOf(rows, { tookMs: tookMs(), now: new Date() }) },
  )
  const navigate = useNavigate()
  const create = () => void navigate({ to: '/campaigns/new' })
  const mayWrite = useMay()('campaigns:write')
  const group = 'On this page'
  useCommands(mayWrite ? [{ id: 'new', label: 'New campaign', keys: 'n', group, Icon: IconPlus, run: create }] : [])
  const narrow = (change: Partial<CampaignsSearch>) =>
    void go({ search: (known) => ({ ...known, ...change }), replace: true, resetScroll: false })
  const isNarrowed = Boolean(q || status || kind)
  return (
    <Page
      title="Campaigns"
      lead="One message to exactly the people you mean: nobody missed, nobody twice."
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconChartBar size={16} />}
            renderRoot={(props) => <Link to="/campaigns/compare" {...props} />}
          >
            Compare
          </Button>
          {mayWrite && <NewCampaign />}
        </>
      }
    >
      <div className={toolbar.tools}>
        <SearchBox label="Search campaigns" value={q ?? ''} onChange={(text) => narrow({ q: text || undefined })} />
        <Select
          aria-label="Show"
          w={150}
          allowDeselect={false}
          data={SHOWN}
          value={status ?? 'all'}
          onChange={(next) => narrow({ status: next === 'all' ? undefined : campaignsSearch({ status: next }).status })}
        />
        <Select
          aria-label="Made by"
          w={180}
          allowDeselect={false}
          data={MAKERS}
          value={kind ?? 'campaign'}
          onChange={(next) => narrow({ kind: campaignsSearch({ kind: next }).kind })}
        />
      </div>
      <PagedAnswer query={query} none={isNarrowed ? <NoneSuch /> : <NoCampaigns mayWrite={mayWrite} />}>
        {(campaigns) => <CampaignsTable campaigns={campaigns} />}
      </PagedAnswer>
    </Page>
  )
}

function narrowed(status: CampaignsSearch['status']) {
  return status === 'archived' ? { archived: true } : { status }
}

function NewCampaign() {
  return <Button renderRoot={(props) => <Link to="/campaigns/new" {...props} />}>New campaign</Button>
}

function NoneSuch() {
  return (
    <EmptyState
      icon={<IconSend size={20} />}
      title="No such campaign"
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/campaigns" search={{}} {...props} />}>
          Show all campaigns
        </Button>
      }
    >
      None has that name or subject and is in that state. Archived ones are listed by themselves.
    </EmptyState>
  )
}

function NoCampaigns({ mayWrite }: { mayWrite: boolean }) {
  return (
    <EmptyState
      icon={<IconSend size={20} />}
      title="There are no campaigns yet"
      action={mayWrite ? <NewCampaign /> : undefined}
    >
      Write a message, choose tags or segments, and see who will get it, and who will not and why, before you send.
    </EmptyState>
  )
}
