import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { CampaignResults } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LongTable } from '../../parts/long-table.tsx'
import { countText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './deliveries.module.css'
import { deliveryColumns } from './delivery-columns.tsx'
import { DeliveryDetails } from './delivery-details.tsx'
import { DeliveryFilters } from './delivery-filters.tsx'
import { totalOf } from './total-of.ts'
import { fileAddress, useDeliveries } from './use-deliveries.ts'

const route = getRouteApi('/frame/campaigns/$campaign')
const ROW_HEIGHT = 40

type Props = { campaign: string; results: CampaignResults; isLive: boolean; isMail: boolean }

/** Each person of the audience, with what became of their message; narrowed by the server, however many there are. */
export function Deliveries({ campaign, results, isLive, isMail }: Props) {
  const { state, reason, q, did: asked, link, version, event, days, delivery: opened } = route.useSearch()
  // What counts as converted may be cleared while they are shown.
  const did = asked === 'converted' && event === undefined ? undefined : asked
  const navigate = route.useNavigate()
  const wanted = { state, reason, q, did, link, version, ...(did === 'converted' && { event, days }) }
  const query = useDeliveries({ campaign, wanted, isLive })
  const allReasons = [...results.queuedReasons, ...results.skippedReasons, ...results.failedReasons]
  const words = new Map(allReasons.map((one) => [one.reason, one.detail]))
  const { rows } = query
  const total = totalOf(results, wanted) ?? (query.hasNextPage ? undefined : rows.length)
  const details = rows.find(({ id }) => id === opened)
  const open = (delivery: string | undefined) =>
    void navigate({ search: (known) => ({ ...known, delivery }), replace: true, resetScroll: false })
  const toggle = (id: string) => open(id === opened ? undefined : id)
  return (
    <section aria-labelledby="deliveries">
      <div className={classes.head}>
        <h2 id="deliveries" className={classes.title} aria-live="polite">
          {total === undefined ? `More than ${countText(rows.length, 'person', 'people')}` : titleOf(total, wanted)}
        </h2>
        <div className={classes.ways}>
          <Link to="/log" search={{ campaign }}>
            In the log of all messages
          </Link>
          <Button
            component="a"
            href={fileAddress(campaign, wanted)}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} />}
          >
            Save these as CSV
          </Button>
        </div>
      </div>
      <DeliveryFilters results={results} wanted={wanted} isMail={isMail} />
      {details && <DeliveryDetails delivery={details} close={() => open(undefined)} />}
      {query.error && rows.length === 0 ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Waiting rows={6} />
      ) : rows.length === 0 ? (
        <p className={classes.none}>{q ? `Nobody here has “${q}” in their address.` : 'Nobody, so far.'}</p>
      ) : (
        <LongTable
          {...{
            label: 'Deliveries',
            query,
            opened,
            toggle,
            total,
            list: [campaign, ...Object.values(wanted)].join(' '),
          }}
          columns={(wide) => deliveryColumns({ words, opened, toggle, wide, isMail })}
          style={{ height: `${Math.min(14, Math.max(8, rows.length + 1)) * ROW_HEIGHT}px` }}
        />
      )}
    </section>
  )
}

function titleOf(total: number, wanted: object): string {
  const isAll = Object.values(wanted).every((value) => value === undefined)
  return isAll ? 'Everyone in the audience' : countText(total, 'person', 'people')
}
