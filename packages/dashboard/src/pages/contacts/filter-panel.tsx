import { Button, Group } from '@mantine/core'
import { EVERYONE, type Filter } from '@rollcall/filters'
import { IconFilterPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { FilterBuilder } from '../../builder/filter-builder.tsx'
import { useCatalogue } from '../../builder/use-catalogue.ts'
import type { LivePreview } from '../../builder/use-preview.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import classes from './contacts.module.css'

type Props = {
  draft: Filter
  live: LivePreview
  onChange: (filter: Filter) => void
}

/** The builder over the table, and the way from a filter to a segment. */
export function FilterPanel({ draft, live, onChange }: Props) {
  const known = useCatalogue()
  const isBlank = draft.conditions.length === 0
  return (
    <section className={classes.filter} aria-label="Filter">
      <FilterBuilder filter={draft} known={known} problems={live.problems} onChange={onChange} />
      {live.error ? <ErrorState error={live.error} retry={live.refetch} /> : null}
      {live.preview && <p className={classes.sentence}>{live.preview.sentence}</p>}
      {!isBlank && (
        <Group gap="xs" mt="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFilterPlus size={15} />}
            renderRoot={(props) => <Link to="/segments/new" search={{ filters: draft }} {...props} />}
          >
            Create a segment from this
          </Button>
          <Button variant="subtle" color="gray" size="xs" onClick={() => onChange(EVERYONE)}>
            Clear the filter
          </Button>
        </Group>
      )}
    </section>
  )
}
