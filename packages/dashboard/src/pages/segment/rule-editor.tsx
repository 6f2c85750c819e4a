import type { Filter } from '@rollcall/filters'
import type { ReactNode } from 'react'
import { FilterBuilder } from '../../builder/filter-builder.tsx'
import { useCatalogue } from '../../builder/use-catalogue.ts'
import { type LivePreview, usePreview } from '../../builder/use-preview.ts'
import { useRowCounts } from '../../builder/use-row-counts.ts'
import { useProject } from '../../session.ts'
import { LivePanel } from './live-panel.tsx'
import { LookCloser } from './look-closer.tsx'
import { RuleTools } from './rule-tools.tsx'
import classes from './segment.module.css'
import { UsedBy } from './used-by.tsx'

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
  const live = usePreview(draft, known.catalogue, { segment, withPeople: true })
  const counts = useRowCounts(live, useProject()?.contactCount ?? 0)
  const { problems, warnings } = live
  return (
    <div className={classes.columns}>
      <div className={classes.rule}>
        <div className={classes.says}>
          <p className={classes.sentence} data-stale={live.isStale || undefined} aria-live="polite">
            {live.preview?.sentence ??
              (live.problems.length > 0 ? 'What is marked below keeps this from being counted.' : '…')}
          </p>
          <RuleTools filter={draft} onChange={onChange} />
        </div>
        <FilterBuilder filter={draft} {...{ known, problems, warnings, counts, onChange }} />
        {foot(live)}
      </div>
      <LivePanel live={live}>{segment && <UsedBy segment={segment} />}</LivePanel>
      <LookCloser segment={segment} live={live} catalogue={known.catalogue} />
    </div>
  )
}

/** Whether a draft may be saved: everything counted, nothing refused. */
export function isSavable({ unfinished, problems }: LivePreview): boolean {
  return unfinished === 0 && problems.length === 0
}
