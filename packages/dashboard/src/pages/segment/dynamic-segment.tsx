import { Button } from '@mantine/core'
import { EVERYONE, type Filter } from '@rollcall/filters'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { client, queryClient, type Segment } from '../../api.ts'
import { useDraftFilter } from '../../builder/use-draft-filter.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LookOnly } from '../../parts/look-only.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { isSavable, RuleEditor } from './rule-editor.tsx'
import { SavedMeanwhile } from './saved-meanwhile.tsx'
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
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved)
  const [base, setBase] = useEditedVersion(segment.version, isChanged)
  const save = useChange(() => saveRule(segment.id, { filters: draft, version: base }), {
    changes: ['segments', 'contacts'],
    done: ({ version }) => {
      setBase(version)
      write(undefined)
    },
    ownErrors: true,
  })
  const mayWrite = useMay()('segments:write')
  return (
    <RuleEditor
      segment={segment.id}
      draft={draft}
      onChange={change}
      foot={(live) =>
        isChanged && (
          <div className={classes.save}>
            {mayWrite && base < segment.version && (
              <SavedMeanwhile segment={segment} base={base} onKeepMine={() => setBase(segment.version)} />
            )}
            {mayWrite && (
              <Button
                loading={save.isPending}
                disabled={!isSavable(live) || base < segment.version}
                onClick={() => save.mutate()}
              >
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

/** The version that the draft began from; as long as there is no draft, the current one. */
function useEditedVersion(version: number, isChanged: boolean) {
  const state = useState(version)
  const [base, setBase] = state
  if (!isChanged && base !== version) setBase(version)
  return state
}

/** Refused where somebody has saved another rule meanwhile, which the page then knows, too. */
async function saveRule(id: string, change: { filters: Filter; version: number }) {
  try {
    return await client.segments.update(id, change)
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: ['segments', 'one', id] })
    throw error
  }
}
