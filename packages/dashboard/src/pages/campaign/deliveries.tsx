import { SegmentedControl } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { getRouteApi, Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './campaign.module.css'

type Delivery = Reply<'campaigns.deliveries'>['data'][number]

const route = getRouteApi('/frame/campaigns/$campaign')
const LIVE_MS = 2_000
const STATES = [
  { value: 'all', label: 'Everyone' },
  { value: 'sent', label: 'Sent' },
  { value: 'skipped', label: 'Skipped' },
  { value: 'failed', label: 'Failed' },
] as const

/** Each person of the audience, with what became of their message. */
export function Deliveries({ campaign, isLive }: { campaign: string; isLive: boolean }) {
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  const query = usePages<Delivery>(
    ['campaigns', 'deliveries', campaign, state, isLive],
    (page) => client.campaigns.deliveries(campaign, { ...page.query, state }, page.options),
    { everyMs: isLive && LIVE_MS },
  )
  const show = (next: (typeof STATES)[number]['value']) =>
    void navigate({ search: { state: next === 'all' ? undefined : next }, replace: true, resetScroll: false })
  return (
    <section aria-labelledby="deliveries">
      <div className={classes.listHead}>
        <h2 id="deliveries" className={classes.listTitle}>
          Everyone in the audience
        </h2>
        <SegmentedControl size="xs" aria-label="Show" data={[...STATES]} value={state ?? 'all'} onChange={show} />
      </div>
      <PagedAnswer query={query} none={<p className={classes.quiet}>Nobody, so far.</p>}>
        {(deliveries) => <DataTable label="Deliveries" columns={columns} rows={deliveries} keyOf={({ id }) => id} />}
      </PagedAnswer>
    </section>
  )
}

const columns: Column<Delivery>[] = [
  {
    key: 'person',
    header: 'Person',
    cell: ({ contact, email }) => <Person contact={contact} email={email} />,
  },
  { key: 'state', header: 'State', width: '120px', cell: ({ state }) => <StatusMark status={state} /> },
  {
    key: 'why',
    header: 'Why, or what the server said',
    width: '38%',
    from: 'sm',
    cell: ({ reason, response }) => (
      <span title={response ?? undefined}>{reason?.replaceAll('_', ' ') ?? response ?? ''}</span>
    ),
  },
  {
    key: 'when',
    header: 'When',
    width: '130px',
    align: 'right',
    from: 'sm',
    cell: ({ updatedAt }) => <Ago time={updatedAt} />,
  },
]

function Person({ contact, email }: Pick<Delivery, 'contact' | 'email'>) {
  if (!contact) return email ?? 'Somebody who was erased'
  return (
    <Link to="/contacts/$contact" params={{ contact }} preload={false}>
      {email ?? contact}
    </Link>
  )
}
