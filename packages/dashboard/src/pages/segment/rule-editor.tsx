import type { Filter } from '@rollcall/filters'
import type { ReactNode } from 'react'
import { FilterBuilder } from '../../builder/filter-builder.tsx'
import { useCatalogue } from '../../builder/use-catalogue.ts'
import { type LivePreview, usePreview } from '../../builder/use-preview.ts'
import { LivePanel } from './live-panel.tsx'
import classes from './segment.module.css'

type Props = {
  /** The id of the segment whose rule it is; absent while there is none. */
  segment?: string
  draft: Filter
  onChange: (filter: Filter) => void
  /** What stands under the rule, such as its save button. */
  foot: (live: LivePreview) => ReactNode
}

/** The rule, what it says in words, and what it matches right now. */
export function RuleEditor({ segment, draft, onChange, foot }: Props) {
  const known = useCatalogue()
  const live = usePreview(draft, known.catalogue, segment)
  return (
    <div className={classes.columns}>
      <div>
        <p className={classes.sentence} data-stale={live.isStale || undefined} aria-live="polite">
          {live.preview?.sentence ?? '…'}
        </p>
        <FilterBuilder filter={draft} known={known} problems={live.problems} onChange={onChange} />
        {foot(live)}
      </div>
      <LivePanel live={live} />
    </div>
  )
}

/** Whether a draft may be saved: everything counted, nothing refused. */
export function isSavable({ unfinished, problems }: LivePreview): boolean {
  return unfinished === 0 && problems.length === 0
}
