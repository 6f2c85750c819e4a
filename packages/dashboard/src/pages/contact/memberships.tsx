import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Contact, client, type Segment } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { numberText } from '../../parts/number-text.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'
import { type Membership, MembershipRow } from './membership-row.tsx'
import { MembershipSearch } from './membership-search.tsx'
import { membershipsQuery } from './person-queries.ts'

const POLL_MS = 10_000
// Somebody may be in hundreds; what happened to them stands below.
const SHOWN_FIRST = 10

/** The segments and lists that the person is in, and those that they are not in: since when, and why. */
export function Memberships({ contact }: { contact: Contact }) {
  const { id } = contact
  const [side, setSide] = useState<'in' | 'out'>('in')
  const [q, setQ] = useState('')
  const query = useQuery({ ...membershipsQuery(id), refetchInterval: usePollMs(POLL_MS) })
  if (query.error && !query.data) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <Waiting rows={3} />
  const { data, left } = query.data
  const inside: Membership[] = data.map(({ segment, since, because, by }) => ({
    segment,
    at: since,
    because,
    by,
    isIn: true,
  }))
  return (
    <>
      <div className={classes.sides}>
        <SegmentedControl
          size="xs"
          aria-label="Which segments"
          value={side}
          onChange={(value) => setSide(value === 'in' ? 'in' : 'out')}
          data={[
            { value: 'in', label: `In ${numberText(data.length)}` },
            { value: 'out', label: 'Not in' },
          ]}
        />
        <MembershipSearch value={q} onChange={setQ} />
      </div>
      {side === 'in' ? (
        <Inside contact={id} q={q} inside={inside} />
      ) : (
        <Outside contact={id} q={q} insideIds={data.map(({ segment }) => segment.id)} left={left} />
      )}
    </>
  )
}

function Inside({ contact, q, inside }: { contact: string; q: string; inside: Membership[] }) {
  const [isWhole, setWhole] = useState(false)
  const found = inside.filter(({ segment }) => segment.name.toLowerCase().includes(q.toLowerCase()))
  if (found.length === 0) {
    const words =
      inside.length === 0 ? 'They are in no segment right now.' : 'They are in no segment that is called that.'
    return <p className={classes.quiet}>{words}</p>
  }
  const latest = found.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))
  const shown = isWhole ? latest : latest.slice(0, SHOWN_FIRST)
  return (
    <>
      <Rows contact={contact} rows={shown} label="In" />
      {shown.length < latest.length && (
        <Button variant="subtle" size="xs" onClick={() => setWhole(true)}>
          Show all {numberText(latest.length)}
        </Button>
      )}
    </>
  )
}

type OutsideProps = { contact: string; q: string; insideIds: string[]; left: Left[] }
type Left = { segment: Membership['segment']; at: string; because: string; by: string | null }

function Outside({ contact, q, insideIds, left }: OutsideProps) {
  const query = usePages<Segment>(['segments', 'not-in', q], ({ query: page, options }) =>
    client.segments.list({ ...page, q: q || undefined }, options),
  )
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <Waiting rows={3} />
  const rows = query.data.pages
    .flatMap(({ data }) => data)
    .filter((segment) => !insideIds.includes(segment.id))
    .map((segment): Membership => {
      const gone = left.find((entry) => entry.segment.id === segment.id)
      return { segment, at: gone?.at ?? null, because: gone?.because ?? null, by: gone?.by ?? null, isIn: false }
    })
  return (
    <>
      {rows.length === 0 && !query.hasNextPage && <p className={classes.quiet}>There is no such segment.</p>}
      {rows.length > 0 && <Rows contact={contact} rows={rows} label="Not in" />}
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}

function Rows({ contact, rows, label }: { contact: string; rows: Membership[]; label: string }) {
  return (
    <ul className={classes.memberships} aria-label={`${label} these segments`}>
      {rows.map((row) => (
        <MembershipRow key={row.segment.id} contact={contact} membership={row} />
      ))}
    </ul>
  )
}
