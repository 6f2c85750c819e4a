import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

export type Preview = Reply<'segments.preview'>

/** What a filter matches right now; `segment` is the one whose rule it is going to be. */
export const previewQuery = (filters: Filter, segment?: string) =>
  queryOptions({
    queryKey: ['preview', filters, segment],
    queryFn: ({ signal }) => client.segments.preview({ filters, include: ['sample', 'funnel'], segment }, { signal }),
  })
