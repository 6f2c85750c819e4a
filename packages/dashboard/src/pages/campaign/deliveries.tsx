import { Button, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { CampaignResults } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { VirtualTable } from '../../parts/virtual-table.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { deliveryColumns } from './delivery-columns.tsx'
import { DeliveryDetails } from './delivery-details.tsx'
import classes from './results.module.css'
import { type CampaignSearch, STATES } from './search.ts'
import { STATE_WORDS } from './state-words.ts'
import { useDeliveries } from './use-deliveries.ts'

const route = getRouteApi('/frame/campaigns/$campaign')

type Props = { campaign: string; results: CampaignResults; isLive: boolean }

/** Each person of the audience, with what became of their message. */
export function Deliveries({ campaign, results, isLive }: Props) {
  const { state, reason } = route.useSearch()
  const query = useDeliveries({ campaign, state, reason, isLive })
  const [opened, open] = useState<string>()
  const [widths, setWidths] = useState<Record<string, number>>({})
  const words = new Map([...results.skippedReasons, ...results.failedReasons].map((one) => [one.reason, one.detail]))
  const { rows } = query
  const total = totalOf(results, { state, reason })
  const details = rows.find(({ id }) => id === opened)
  const toggle = (id: string) => open(id === opened ? undefined : id)
  return (
    <section aria-labelledby="deliveries">
      <div className={classes.listHead}>
        <h2 id="deliveries" className={classes.listTitle}>
          {state ? countText(total, 'person', 'people') : 'Everyone in the audience'}
        </h2>
        <Narrow results={results} state={state} reason={reason} />
      </div>
      {details && <DeliveryDetails delivery={details} words={words} close={() => open(undefined)} />}
      {query.error && rows.length === 0 ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Waiting rows={6} />
      ) : rows.length === 0 ? (
        <p className={classes.quiet}>Nobody, so far.</p>
      ) : (
        <div className={classes.list} style={{ height: `${Math.min(14, Math.max(8, rows.length + 1)) * 40}px` }}>
          <VirtualTable
            label="Deliveries"
            columns={deliveryColumns({ words, opened, toggle, widths })}
            count={rows.length}
            rowAt={(place) => rows[place]}
            isSelected={({ id }) => id === opened}
            active={undefined}
            total={total}
            onSort={() => {}}
            onWidth={(column, width) => setWidths({ ...widths, [column]: width })}
            onRow={(place, { target }) => {
              const row = rows[place]
              if (row && target instanceof Element && !target.closest('a, button')) toggle(row.id)
            }}
            onSight={query.onSight}
            list={`${campaign} ${state} ${reason}`}
          />
        </div>
      )}
    </section>
  )
}

type Narrowed = Pick<CampaignSearch, 'state' | 'reason'>

function Narrow({ results, state, reason }: Narrowed & { results: CampaignResults }) {
  const navigate = route.useNavigate()
  const show = (search: Narrowed) => void navigate({ search, replace: true, resetScroll: false })
  const reasons = reasonsOf(results, state)
  return (
    <div className={classes.narrow}>
      <Select
        size="xs"
        aria-label="State"
        placeholder="Any state"
        clearable
        data={STATES.map((one) => ({ value: one, label: `${STATE_WORDS[one]} (${numberText(results[one])})` }))}
        value={state ?? null}
        onChange={(next) => show({ state: STATES.find((one) => one === next) })}
      />
      {reasons.length > 0 && (
        <Select
          size="xs"
          w={280}
          aria-label="Reason"
          placeholder="Any reason"
          clearable
          data={reasons.map(({ reason, detail, count }) => ({
            value: reason,
            label: `${detail} (${numberText(count)})`,
          }))}
          value={reason ?? null}
          onChange={(next) => show({ state, reason: next ?? undefined })}
        />
      )}
      {(state || reason) && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => show({})}>
          Show everyone
        </Button>
      )}
    </div>
  )
}

function reasonsOf(results: CampaignResults, state: Narrowed['state']) {
  if (state === 'skipped') return results.skippedReasons
  return state === 'failed' ? results.failedReasons : []
}

function totalOf(results: CampaignResults, { state, reason }: Narrowed): number {
  if (!state) return results.members
  if (reason === undefined) return results[state]
  return reasonsOf(results, state).find((one) => one.reason === reason)?.count ?? 0
}
