import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { countText, numberText } from '../../parts/number-text.ts'
import classes from './segment.module.css'

/** Who would come and go if this rule were saved. */
export function WhatChanges({ segment, filter }: { segment: string; filter: Filter }) {
  const { data } = useQuery({
    queryKey: ['preview', 'change', segment, filter],
    queryFn: ({ signal }) => client.segments.previewChange(segment, { filters: filter }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <span className={classes.saveNote} aria-live="polite">
      {data ? sentenceOf(data) : 'The segment changes for everyone who uses it.'}
    </span>
  )
}

function sentenceOf({ entering, leaving, staying }: Reply<'segments.previewChange'>): string {
  const rest = countText(staying, 'person stays', 'people stay')
  if (entering + leaving === 0) return `Nobody comes or leaves by it: ${rest}.`
  return `Saving adds ${numberText(entering)} and removes ${numberText(leaving)}; ${rest}.`
}
