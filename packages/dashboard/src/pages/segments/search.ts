import { directionIn, type Given, oneIn, textIn, textsIn } from '../../search-params.ts'

const SORTS = ['name', 'count', 'reachable', 'growth', 'uses', 'updatedAt'] as const

type SegmentsSearch = { q?: string; sort?: (typeof SORTS)[number]; direction?: 'asc' | 'desc' }

export function segmentsSearch(given: Given): SegmentsSearch {
  return { q: textIn(given, 'q'), sort: oneIn(given, 'sort', SORTS), direction: directionIn(given) }
}

/** Ids, at most as many as the API compares. */
export function overlapSearch(given: Given): { segments?: string[] } {
  const ids = textsIn(given, 'segments')
  return { segments: ids && [...new Set(ids)].slice(0, 10) }
}
