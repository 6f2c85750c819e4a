import type { LiveNews } from '@rollcall/sdk'
import type { QueryKey } from '@tanstack/react-query'
import { type Project, queryClient } from '../api.ts'
import { createRefresher } from './refresher.ts'
import { withSizes } from './with-sizes.ts'

// Sizes are there at once. What else a page shows follows, but not at every step of an import.
const PREVIEW_REST_MS = 2_000
const RESULTS_REST_MS = 5_000
const SEGMENTS_REST_MS = 5_000
// A list of hundreds is half a second's work for the server at a million contacts, and its sizes are told.
const SEGMENT_LIST_REST_MS = 60_000
const PEOPLE_REST_MS = 10_000
/** Families of answers about people; opportunities are theirs. */
const OF_PEOPLE = ['contacts', 'funnel', 'opportunities']

const SEGMENT_LIST = 'segments/list'

const refresh = createRefresher((family) => {
  const asked = { predicate: ({ queryKey }: { queryKey: QueryKey }) => familyOf(queryKey) === family }
  // Where nobody looks at it, the list is good for as long as its age allows.
  if (family === SEGMENT_LIST) void queryClient.refetchQueries({ ...asked, type: 'active' }, { cancelRefetch: false })
  else void queryClient.invalidateQueries(asked, { cancelRefetch: false })
})

function familyOf([family, kind]: QueryKey): unknown {
  return `${family}/${kind}` === SEGMENT_LIST ? SEGMENT_LIST : family
}

/** Puts what the server tells into every answer that shows it, and asks anew for what follows from it. */
export function takeNews({ contacts, segments, isWhole }: LiveNews) {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['segments'] })) {
    const { isInvalidated } = query.state
    queryClient.setQueryData(query.queryKey, (answer: unknown) => withSizes(answer, segments))
    // Sizes are not all that this page has changed.
    if (isInvalidated) query.invalidate()
  }
  queryClient.setQueryData<Project>(['project'], (project) => project && { ...project, contactCount: contacts })
  if (isWhole) return
  refresh('preview', PREVIEW_REST_MS)
  refresh('results', RESULTS_REST_MS)
  for (const family of OF_PEOPLE) refresh(family, PEOPLE_REST_MS)
  if (Object.keys(segments).length === 0) return
  refresh('segments', SEGMENTS_REST_MS)
  refresh(SEGMENT_LIST, SEGMENT_LIST_REST_MS)
}
