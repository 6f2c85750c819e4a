import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { STATE_WORDS } from '../campaign/state-words.ts'
import { providersQuery } from '../settings/providers.ts'
import classes from './log.module.css'
import { KINDS, type Kind, LOGGED_STATES, type LogSearch, type Period } from './search.ts'

// As many beside each other as there is room for.
const FLEXIBLE = { flex: '1 1 130px', maw: 190 }
const KIND_WORDS: Record<Kind, string> = { campaign: 'Campaigns', batch: 'Batches of the API', single: 'Single sends' }
const PERIOD_WORDS: [Period, string][] = [
  ['day', 'Last 24 hours'],
  ['week', 'Last 7 days'],
  ['month', 'Last 30 days'],
  ['quarter', 'Last 90 days'],
]
const DAYS = { value: 'days', label: 'Chosen days' }

type Props = { search: LogSearch; onAsk: (asked: { [Key in keyof LogSearch]?: LogSearch[Key] | undefined }) => void }

/** Narrows the log; what is chosen stands in the address. */
export function LogFilters({ search, onAsk }: Props) {
  const { q, state, kind, provider, campaign, period, since, to } = search
  const providers = useQuery(providersQuery)
  const isFiltered = Boolean(q || state || kind || provider || campaign || period || since || to)
  const hasDays = Boolean(since || to)
  return (
    <div className={toolbar.tools}>
      <SearchBox
        label="Search messages"
        placeholder="Address, subject or Message-ID"
        value={q ?? ''}
        onChange={(text) => onAsk({ q: text || undefined })}
      />
      <Select
        {...FLEXIBLE}
        aria-label="State"
        placeholder="Any state"
        clearable
        data={LOGGED_STATES.map((value) => ({ value, label: STATE_WORDS[value] }))}
        value={state ?? null}
        onChange={(next) => onAsk({ state: LOGGED_STATES.find((one) => one === next) })}
      />
      <Select
        {...FLEXIBLE}
        aria-label="Kind"
        placeholder="Any kind"
        clearable
        data={KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
        value={kind ?? null}
        onChange={(next) => onAsk({ kind: KINDS.find((one) => one === next) })}
      />
      <Select
        {...FLEXIBLE}
        aria-label="When"
        placeholder="Any time"
        clearable
        data={[...PERIOD_WORDS.map(([value, label]) => ({ value, label })), DAYS]}
        value={hasDays ? DAYS.value : (period ?? null)}
        onChange={(next) =>
          onAsk({
            period: PERIOD_WORDS.find(([value]) => value === next)?.[0],
            since: undefined,
            to: next === DAYS.value ? today() : undefined,
          })
        }
      />
      {hasDays && (
        <>
          <DayInput label="First day" value={since} onChange={(day) => onAsk({ since: day, to })} />
          <DayInput label="Last day" value={to} onChange={(day) => onAsk({ since, to: day })} />
        </>
      )}
      {((providers.data?.data.length ?? 0) > 1 || provider) && (
        <Select
          {...FLEXIBLE}
          aria-label="Sent through"
          placeholder="Any provider"
          clearable
          data={providers.data?.data.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={provider ?? null}
          onChange={(next) => onAsk({ provider: next ?? undefined })}
        />
      )}
      <div className={classes.campaign}>
        <NamedPicker
          kind="campaign"
          label="Campaign"
          value={campaign ? [campaign] : []}
          onChange={(ids) => onAsk({ campaign: ids.at(-1) })}
        />
      </div>
      {isFiltered && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() =>
            onAsk({
              ...{ q: undefined, state: undefined, kind: undefined, provider: undefined },
              ...{ campaign: undefined, period: undefined, since: undefined, to: undefined },
            })
          }
        >
          Show all
        </Button>
      )}
    </div>
  )
}

type DayProps = { label: string; value: string | undefined; onChange: (day: string | undefined) => void }

function DayInput({ label, value = '', onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  )
}

// Where the person is: Swedish dates are written as inputs want them.
function today(): string {
  return new Intl.DateTimeFormat('sv-SE').format(new Date())
}
