import { Select } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import type { Catalogue } from '../../builder/catalogue.ts'
import { narrowed } from '../../builder/narrowed.ts'
import type { Preview } from '../../builder/preview-query.ts'
import type { LivePreview } from '../../builder/use-preview.ts'
import { Answer } from '../../parts/answer.tsx'
import { countText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { type Bar, Bars } from './bars.tsx'
import classes from './segment.module.css'

type Props = { live: LivePreview; catalogue: Catalogue | undefined; by: string; onBy: (by: string | undefined) => void }

const MOST = 12

/** How those who match divide by tag, status, country or another field of few values. */
export function Breakdown({ live: { filter }, catalogue, by, onBy }: Props) {
  const query = useQuery({
    queryKey: ['preview', 'breakdown', filter, by],
    queryFn: ({ signal }) => client.segments.preview({ filters: filter, breakdown: { by, top: MOST } }, { signal }),
    placeholderData: keepPreviousData,
  })
  // Numbers of an earlier rule lead nowhere.
  const toPeople = (value: string, { breakdown }: Preview) => {
    const has = query.isPlaceholderData || !breakdown ? undefined : catalogue?.whoHas(breakdown.by, value)
    return has && narrowed(filter, [has])
  }
  return (
    <>
      <Select
        aria-label="Divided by"
        className={classes.by}
        allowDeselect={false}
        searchable
        data={catalogue?.breakdowns ?? []}
        value={by}
        onChange={(picked) => onBy(picked ?? undefined)}
      />
      <Answer query={query} waiting={<Waiting rows={5} />}>
        {(preview) => <Divided preview={preview} whoHas={(value) => toPeople(value, preview)} />}
      </Answer>
    </>
  )
}

type DividedProps = { preview: Preview; whoHas: (value: string) => Filter | undefined }

function Divided({ preview: { breakdown, count }, whoHas }: DividedProps) {
  if (!breakdown || count === 0) return <p className={classes.quiet}>Nobody matches at the moment.</p>
  const { by, values, rest, missing } = breakdown
  // A language asks for those of its countries, too, which count for themselves here.
  const isWide = (value: string) => values.some((other) => other.value.startsWith(`${value}-`))
  const bars: Bar[] = values.map(({ value, label, count: people }) => ({
    key: `=${value}`,
    label,
    count: people,
    filters: isWide(value) ? undefined : whoHas(value),
  }))
  if (rest.values > 0)
    bars.push({
      key: 'rest',
      label: countText(rest.values, 'other value', 'other values'),
      count: rest.count,
      isQuiet: true,
    })
  if (missing > 0)
    bars.push({ key: 'missing', label: by === 'tag' ? 'No tag' : 'No value', count: missing, isQuiet: true })
  return (
    <>
      <Bars label="How many have each value" bars={bars} whole={count} />
      {by === 'tag' && <p className={classes.quiet}>A person counts at each of their tags.</p>}
    </>
  )
}
