import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../../api.ts'

type Chosen = { event: string | undefined; days: number; value: string | undefined }

/** Who did something of one's own after their message. */
export function conversionsQuery(campaign: string, { event, days, value }: Chosen) {
  return queryOptions({
    queryKey: ['result-groups', 'conversions', campaign, event, days, value],
    queryFn: ({ signal }) =>
      client.campaigns.conversions(campaign, { event: event ?? '', withinDays: days, value }, { signal }),
    enabled: event !== undefined,
    placeholderData: keepPreviousData,
  })
}
