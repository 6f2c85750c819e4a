import { Button } from '@mantine/core'
import { EVERYONE, type Filter } from '@rollcall/filters'
import { useState } from 'react'
import { FilterBuilder } from '../../builder/filter-builder.tsx'
import { finishedPart } from '../../builder/finished-part.ts'
import { useCatalogue } from '../../builder/use-catalogue.ts'
import { usePreview } from '../../builder/use-preview.ts'
import { useRowCounts } from '../../builder/use-row-counts.ts'
import { useProject } from '../../session.ts'
import classes from './composer.module.css'
import { SaveAsSegment } from './save-as-segment.tsx'

type Props = {
  label: string
  saved: Filter | undefined
  /** Undefined while no condition is whole: a filter without conditions would be everyone. */
  onChange: (filter: Filter | undefined) => void
  /** It is a segment from now on. */
  onSegment: (id: string) => void
  onClose: () => void
}

/** A filter of this campaign alone, which one can keep as a segment on the spot. */
export function AudienceFilter({ label, saved, onChange, onSegment, onClose }: Props) {
  const [draft, setDraft] = useState(saved ?? EVERYONE)
  const known = useCatalogue()
  const live = usePreview(draft, known.catalogue)
  const counts = useRowCounts(live, useProject()?.contactCount ?? 0)
  const { problems, warnings, preview } = live
  const change = (next: Filter) => {
    setDraft(next)
    const { filter } = finishedPart(next, known.catalogue?.isFinished ?? (() => true))
    onChange(filter.conditions.length > 0 ? filter : undefined)
  }
  const isWhole = draft.conditions.length > 0 && live.unfinished === 0 && problems.length === 0
  return (
    <section className={classes.filter} aria-label={label}>
      <h3 className={classes.filterTitle}>{label}</h3>
      <FilterBuilder filter={draft} {...{ known, problems, warnings, counts, onChange: change }} />
      {isWhole && preview && <p className={classes.sentence}>{preview.sentence}</p>}
      <div className={classes.filterFoot}>
        {isWhole && <SaveAsSegment filters={draft} onSaved={onSegment} />}
        <Button variant="subtle" color="gray" size="xs" onClick={onClose}>
          Without this filter
        </Button>
      </div>
    </section>
  )
}
