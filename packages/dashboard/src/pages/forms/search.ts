import { PAGE_LOOKS, type PageLook } from '../../message/to-look.ts'
import { type Given, oneIn, textIn } from '../../search-params.ts'

/** What of a form is previewed. */
export const SHOWN = ['form', 'sent', 'message', 'done'] as const
type Shown = (typeof SHOWN)[number]

/** The parts of a form's page. */
export const PARTS = ['edit', 'embed', 'sign-ups', 'wordings'] as const
export type Part = (typeof PARTS)[number]

export type FormView = { shows?: Shown; look?: PageLook }

export function newFormSearch(given: Given): FormView & { from?: string } {
  return { ...viewIn(given), from: textIn(given, 'from') }
}

export function formSearch(given: Given): FormView & { part?: Part } {
  return { ...viewIn(given), part: oneIn(given, 'part', PARTS) }
}

function viewIn(given: Given): FormView {
  return { shows: oneIn(given, 'shows', SHOWN), look: oneIn(given, 'look', PAGE_LOOKS) }
}
