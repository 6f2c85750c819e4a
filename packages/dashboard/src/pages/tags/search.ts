import { directionIn, type Given, newIn, oneIn, textIn } from '../../search-params.ts'

const SORTS = ['name', 'people', 'used', 'uses'] as const

type TagSort = (typeof SORTS)[number]
export type TagsSearch = { q?: string; sort?: TagSort; direction?: 'asc' | 'desc'; as?: 'grid'; new?: true }

export function tagsSearch(given: Given): TagsSearch {
  return {
    q: textIn(given, 'q'),
    sort: oneIn(given, 'sort', SORTS),
    direction: directionIn(given),
    as: oneIn(given, 'as', ['grid']),
    new: newIn(given),
  }
}
