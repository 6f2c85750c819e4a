import { Button } from '@mantine/core'
import { EVERYONE, type Filter } from '@rollcall/filters'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { client, type Segment } from '../../api.ts'
import { useDraftFilter } from '../../builder/use-draft-filter.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LookOnly } from '../../parts/look-only.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { isSavable, RuleEditor } from './rule-editor.tsx'
import classes from './segment.module.css'
import { WhatChanges } from './what-changes.tsx'

const route = getRouteApi('/frame/segments/$segment')

/** The rule of a live segment, edited beside its count and saved as a whole. */
export function DynamicSegment({ segment }: { segment: Segment }) {
  const { filters } = route.useSearch()
  const navigate = route.useNavigate()
  // why: a saved rule is a filter that the server has checked and normalised
  const saved = useMemo(() => (segment.filters as Filter | null) ?? EVERYONE, [segment.filters])
  const write = (next: Filter | undefined) =>
    void navigate({ search: (known) => ({ ...known, filters: next }), replace: true, resetScroll: false })
  const [draft, change] = useDraftFilter({ inAddress: filters, saved, write })
  const save = useChange(() => client.segments.update(segment.id, { filters: draft }), {
    changes: ['segments', 'contacts'],
    done: () => write(undefined),
    ownErrors: true,
  })
  const mayWrite = useMay()('segments:write')
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved)
  return (
    <RuleEditor
      segment={segment.id}
      draft={draft}
      onChange={change}
      foot={(live) =>
        isChanged && (
          <div className={classes.save}>
            {mayWrite && (
              <Button loading={save.isPending} disabled={!isSavable(live)} onClick={() => save.mutate()}>
                Save the new rule
              </Button>
            )}
            <Button
              variant="default" // A copy: the editors start afresh from it.
              onClick={() => change(structuredClone(saved))}
            >
              Back to the saved rule
            </Button>
            <WhatChanges segment={segment.id} filter={live.filter} />
            {!mayWrite && <LookOnly />}
            {save.error && <ErrorState error={save.error} />}
          </div>
        )
      }
    />
  )
}
