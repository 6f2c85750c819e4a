import { type Given, oneIn, textIn } from '../../search-params.ts'

export type FunnelSearch = {
  q?: string
  /** Ids. */
  tag?: string
  segment?: string
  lost?: 'only' | 'without'
  /** Who is shown beside the board. */
  person?: string
  open?: 'move' | 'default' | 'history'
}

export function funnelSearch(given: Given): FunnelSearch {
  return {
    q: textIn(given, 'q'),
    tag: textIn(given, 'tag'),
    segment: textIn(given, 'segment'),
    lost: oneIn(given, 'lost', ['only', 'without']),
    person: textIn(given, 'person'),
    open: oneIn(given, 'open', ['move', 'default', 'history']),
  }
}
