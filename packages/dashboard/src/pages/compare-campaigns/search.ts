import { type Given, textsIn } from '../../search-params.ts'

type CompareSearch = { ids?: string[] }

export function compareSearch(given: Given): CompareSearch {
  return { ids: textsIn(given, 'ids') }
}
