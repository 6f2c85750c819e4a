import { type Given, oneIn, textIn } from '../../search-params.ts'

export type ImportSearch = {
  /** Absent: choose a file, or look at the import. */
  step?: 'map'
  /** The import, or the dry run whose file is being prepared. */
  import?: string
}

export function importSearch(given: Given): ImportSearch {
  return { step: oneIn(given, 'step', ['map']), import: textIn(given, 'import') }
}
