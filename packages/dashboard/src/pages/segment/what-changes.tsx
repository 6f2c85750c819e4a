import { EVERYONE, type Filter } from '@rollcall/filters'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client } from '../../api.ts'
import { conditionOfSegment } from '../../builder/catalogue.ts'
import { excluding, narrowed } from '../../builder/narrowed.ts'
import { countText, numberText } from '../../parts/number-text.ts'
import classes from './segment.module.css'

/** Who would come and go if this rule were saved; each number leads to the people. */
export function WhatChanges({ segment, filter }: { segment: string; filter: Filter }) {
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['preview', 'change', segment, filter],
    queryFn: ({ signal }) => client.segments.previewChange(segment, { filters: filter }, { signal }),
    placeholderData: keepPreviousData,
  })
  if (!data) return <Note>The segment changes for everyone who uses it.</Note>
  const { entering, leaving, staying } = data
  const rest = countText(staying, 'person stays', 'people stay')
  if (entering + leaving === 0) return <Note>Nobody comes or leaves by it: {rest}.</Note>
  const members = narrowed(EVERYONE, [conditionOfSegment(segment)])
  const people = (count: number, filters: Filter) =>
    count === 0 || isPlaceholderData ? (
      numberText(count)
    ) : (
      <Link to="/contacts" search={{ filters }} preload={false}>
        {numberText(count)}
      </Link>
    )
  return (
    <Note>
      Saving adds {people(entering, narrowed(filter, excluding(members)))} and removes{' '}
      {people(leaving, narrowed(members, excluding(filter)))}; {rest}.
    </Note>
  )
}

function Note({ children }: { children: ReactNode }) {
  return (
    <span className={classes.saveNote} aria-live="polite">
      {children}
    </span>
  )
}
