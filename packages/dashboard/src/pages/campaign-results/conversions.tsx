import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Campaign } from '../../api.ts'
import { useEventNames, useEventProperties } from '../../builder/use-seen-events.ts'
import { Answer } from '../../parts/answer.tsx'
import { Figure } from '../../parts/figure.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { shareText } from '../../parts/share-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { conversionsQuery } from './conversions-query.ts'
import classes from './groups.module.css'
import { type Asked, DAYS } from './search.ts'

const route = getRouteApi('/frame/campaigns/$campaign')

/** Who did something of one's own soon after their message, and what it was worth. */
export function Conversions({ campaign: { id } }: { campaign: Campaign }) {
  const { event, days = 7, value } = route.useSearch()
  const navigate = route.useNavigate()
  const names = useEventNames(true)
  const numbers = useEventProperties(event).filter(({ type }) => type === 'number')
  const query = useQuery(conversionsQuery(id, { event, days, value }))
  const choose = (change: Asked) =>
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true, resetScroll: false })
  return (
    <Panel title="Conversions">
      <div className={classes.choices}>
        <Select
          label="What counts"
          placeholder={names.size === 0 ? 'No events of your own yet' : 'Choose an event'}
          disabled={names.size === 0 && event === undefined}
          searchable
          clearable
          data={[...new Set([...names.keys(), ...(event === undefined ? [] : [event])])]}
          value={event ?? null}
          onChange={(next) => choose({ event: next ?? undefined, value: undefined })}
        />
        <Select
          label="Within"
          allowDeselect={false}
          data={DAYS.toSorted((a, b) => a - b).map((one) => ({ value: String(one), label: countText(one, 'day') }))}
          value={String(days)}
          onChange={(next) => choose({ days: DAYS.find((one) => String(one) === next) })}
        />
        {numbers.length > 0 && (
          <Select
            label="Add up"
            placeholder="Nothing"
            clearable
            data={numbers.map(({ property }) => property)}
            value={value ?? null}
            onChange={(next) => choose({ value: next ?? undefined })}
          />
        )}
      </div>
      {event === undefined ? (
        <p className={classes.quiet}>
          Choose one of the events that you record, such as a purchase. Counted is who did it after their message came,
          not whether the message made them.
        </p>
      ) : (
        <Answer query={query} waiting={<Waiting height={60} />}>
          {({ people, total, rate, value: sum }) => (
            <div className={classes.figures}>
              <Figure size="md" value={people} label={`of those it was delivered to: ${shareText(rate)}`} />
              <Figure size="md" value={total} label="times in all" />
              {value !== undefined && sum !== null && <Figure size="md" value={sum} label={`${value} in all`} />}
              {value !== undefined && sum !== null && people > 0 && (
                <p className={classes.quiet}>{numberText(sum / people)} each</p>
              )}
            </div>
          )}
        </Answer>
      )}
    </Panel>
  )
}
