import { callingOf } from '../../parts/calling-of.ts'
import type { FunnelPerson } from './use-funnel.ts'

/** What a person is called on the board, and in what is said of them. */
export function personName(person: FunnelPerson): string {
  return person.name ?? callingOf(person)
}
