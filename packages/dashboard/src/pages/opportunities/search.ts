import { directionIn, type Given, oneIn, textIn } from '../../search-params.ts'

export const STATUSES = ['open', 'won', 'lost', 'abandoned'] as const
const SORTS = ['createdAt', 'stageChangedAt', 'name', 'value'] as const

export type OpportunitiesSearch = {
  q?: string
  /** Its id; the first one without it. */
  pipeline?: string
  view?: 'list'
  status?: (typeof STATUSES)[number]
  contact?: string
  /** In the list alone. */
  stage?: string
  sort?: (typeof SORTS)[number]
  direction?: 'asc' | 'desc'
  /** The opportunity that is being edited, or a new one. */
  edit?: string
  /** The stage that a new one starts in. */
  at?: string
  setup?: 'new' | 'edit'
}

export function opportunitiesSearch(given: Given): OpportunitiesSearch {
  return {
    q: textIn(given, 'q'),
    pipeline: textIn(given, 'pipeline'),
    view: oneIn(given, 'view', ['list']),
    status: oneIn(given, 'status', STATUSES),
    contact: textIn(given, 'contact'),
    stage: textIn(given, 'stage'),
    sort: oneIn(given, 'sort', SORTS),
    direction: directionIn(given),
    edit: textIn(given, 'edit'),
    at: textIn(given, 'at'),
    setup: oneIn(given, 'setup', ['new', 'edit']),
  }
}
