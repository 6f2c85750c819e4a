import type { RouteInput, suppressionsExport } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import type { SuppressionsAsked } from '../../store/suppressions.ts'

/** Which entries a query means. */
export function parseAsked({ email, q, ...asked }: RouteInput<typeof suppressionsExport>['query']): SuppressionsAsked {
  return {
    ...asked,
    q: q?.trim() ? fold(q.trim()) : undefined,
    address: email === undefined ? undefined : fold(email.trim()),
  }
}
