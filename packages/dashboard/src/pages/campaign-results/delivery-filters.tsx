import { Button, Pill, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { CampaignResults } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { STATE_WORDS } from '../campaign/state-words.ts'
import { type Asked, DIDS, type Did, STATES } from './search.ts'
import { reasonsIn } from './total-of.ts'
import type { Wanted } from './use-deliveries.ts'

const route = getRouteApi('/frame/campaigns/$campaign')

const DID_WORDS: Record<Did, string> = {
  opened: 'Opened it',
  unopened: 'Did not open it',
  clicked: 'Clicked in it',
  unclicked: 'Did not click',
  reachable: 'Could be reached',
  delivered: 'Had it delivered',
  bounced: 'Bounced',
  undelivered: 'Was reported undelivered',
  unsubscribed: 'Unsubscribed by it',
  complained: 'Reported it as spam',
  replied: 'Wrote back',
  converted: 'Converted',
  machine_opened: 'Opened by a machine',
  machine_clicked: 'Clicked by a machine',
}

// What happens to mail alone, and to texts alone; whoever converted is chosen where it is said what counts.
const OF_MAIL: Did[] = [
  ...(['opened', 'unopened', 'clicked', 'unclicked', 'complained'] as const),
  ...(['machine_opened', 'machine_clicked'] as const),
]

function didsOf({ isMail, did }: { isMail: boolean; did: Did | undefined }): Did[] {
  return DIDS.filter((one) => {
    if (one === did) return true
    if (one === 'converted') return false
    return isMail ? one !== 'replied' : !OF_MAIL.includes(one)
  })
}

const ANY: Asked = {
  ...{ state: undefined, reason: undefined, q: undefined, did: undefined, link: undefined, version: undefined },
}

type Props = { results: CampaignResults; wanted: Wanted; isMail: boolean }

/** Narrows the deliveries; what is chosen stands in the address. */
export function DeliveryFilters({ results, wanted, isMail }: Props) {
  const { state, reason, q, did, link, version } = wanted
  const navigate = route.useNavigate()
  const show = (change: Asked) =>
    void navigate({
      search: (known) => ({ ...known, delivery: undefined, look: 'deliveries', ...change }),
      replace: true,
      resetScroll: false,
    })
  const reasons = reasonsIn(results, state)
  return (
    <div className={toolbar.tools}>
      <SearchBox label="Search addresses" value={q ?? ''} onChange={(text) => show({ q: text || undefined })} />
      <Select
        w={170}
        aria-label="State"
        placeholder="Any state"
        clearable
        data={STATES.map((one) => ({ value: one, label: `${STATE_WORDS[one]} (${numberText(results[one])})` }))}
        value={state ?? null}
        onChange={(next) => show({ state: STATES.find((one) => one === next), reason: undefined })}
      />
      {(reasons.length > 0 || reason) && (
        <Select
          w={280}
          aria-label="Reason"
          placeholder="Any reason"
          clearable
          data={[
            ...reasons.map(({ reason, detail, count }) => ({
              value: reason,
              label: `${detail} (${numberText(count)})`,
            })),
            ...(reason === 'none' ? [{ value: 'none', label: 'no reason but their turn' }] : []),
          ]}
          value={reason ?? null}
          onChange={(next) => show({ reason: next ?? undefined })}
        />
      )}
      <Select
        w={170}
        aria-label="What they did, or what became of it"
        placeholder="Whatever they did"
        clearable
        data={didsOf({ isMail, did }).map((one) => ({ value: one, label: DID_WORDS[one] }))}
        value={did ?? null}
        onChange={(next) => show({ did: DIDS.find((one) => one === next) })}
      />
      {version !== undefined && (
        <Pill withRemoveButton onRemove={() => show({ version: undefined })}>
          Tries version {version}
        </Pill>
      )}
      {link !== undefined && (
        <Pill withRemoveButton onRemove={() => show({ link: undefined })} title={link} maw={320}>
          Clicked {link.replace(/^https?:\/\//, '')}
        </Pill>
      )}
      {Object.values(wanted).some((one) => one !== undefined) && (
        <Button variant="subtle" color="gray" onClick={() => show(ANY)}>
          Show everyone
        </Button>
      )}
    </div>
  )
}
