import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'
import { knowNamed } from '../parts/named-query.ts'

export type Preview = Reply<'segments.preview'>

/** What is told of a filter beside its numbers. */
export type PreviewOptions = {
  /** The id of the segment whose rule it is, or is going to be. */
  segment?: string | undefined
  /** With a few of the people who match, and why some of them cannot be reached. */
  withPeople?: boolean
}

type Include = NonNullable<Parameters<typeof client.segments.preview>[0]['include']>

const WITHOUT: Include = ['funnel', 'alone', 'names']
const WITH_PEOPLE: Include = [...WITHOUT, 'sample', 'skipped']

/** What a filter matches right now. */
export const previewQuery = (filters: Filter, { segment, withPeople = false }: PreviewOptions) =>
  queryOptions({
    queryKey: ['preview', filters, segment, withPeople],
    queryFn: async ({ signal }) => {
      const include = withPeople ? WITH_PEOPLE : WITHOUT
      const preview = await client.segments.preview({ filters, include, segment }, { signal })
      for (const { kind, ...named } of preview.names ?? []) knowNamed(kind, named)
      return preview
    },
  })
