import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

export type Preview = Reply<'segments.preview'>

/** What is told of a filter beside its numbers. */
export type PreviewOptions = {
  /** The id of the segment whose rule it is, or is going to be. */
  segment?: string | undefined
  /** With a few of the people who match. */
  withSample?: boolean
}

/** What a filter matches right now. */
export const previewQuery = (filters: Filter, { segment, withSample = false }: PreviewOptions) =>
  queryOptions({
    queryKey: ['preview', filters, segment, withSample],
    queryFn: ({ signal }) => {
      const include: ('funnel' | 'sample')[] = withSample ? ['funnel', 'sample'] : ['funnel']
      return client.segments.preview({ filters, include, segment }, { signal })
    },
  })
