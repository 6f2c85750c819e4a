import { Button, Group } from '@mantine/core'
import { EVERYONE, type Filter } from '@rollcall/filters'
import { FilterBuilder } from '../../builder/filter-builder.tsx'
import { useCatalogue } from '../../builder/use-catalogue.ts'
import type { LivePreview } from '../../builder/use-preview.ts'
import { useRowCounts } from '../../builder/use-row-counts.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useProject } from '../../session.ts'
import classes from './contacts.module.css'
import { MakeSegment } from './make-segment.tsx'

type Props = {
  draft: Filter
  live: LivePreview
  onChange: (filter: Filter) => void
  /** The rule of a segment with the same people. */
  segment: Filter
  q: string | undefined
}

/** The builder over the table, and the way from a filter to a segment. */
export function FilterPanel({ draft, live, onChange, segment, q }: Props) {
  const known = useCatalogue()
  const counts = useRowCounts(live, useProject()?.contactCount ?? 0)
  const isBlank = draft.conditions.length === 0
  const { problems, warnings } = live
  return (
    <section className={classes.filter} aria-label="Filter">
      <FilterBuilder filter={draft} {...{ known, problems, warnings, counts, onChange }} />
      {live.error ? <ErrorState error={live.error} retry={live.refetch} /> : null}
      {!isBlank && live.preview && <p className={classes.sentence}>{live.preview.sentence}</p>}
      {!isBlank && (
        <Group gap="xs" mt="sm">
          <MakeSegment filters={segment} q={q} />
          <Button variant="subtle" color="gray" size="xs" onClick={() => onChange(EVERYONE)}>
            Clear the filter
          </Button>
        </Group>
      )}
    </section>
  )
}
