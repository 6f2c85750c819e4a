import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'

type Known = { subject: string | null; html: string }

/** A message at a glance: its subject and HTML as somebody would get them of whom nothing is known. */
export function useGlance({ subject, html }: Known) {
  return useQuery({
    queryKey: ['glance', subject, html],
    queryFn: ({ signal }) => client.campaigns.previewUnsaved({ subject: subject ?? '', html }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}
