import type { BuilderPart } from '@rollcall/filters'
import type { Tests } from './catalogue.ts'

/** What every editor of a part is given. A part that is not whole yet has no value. */
export type PartProps = {
  part: BuilderPart
  /** Whatever the filter says, which may come from an address. */
  value: unknown
  onChange: (value: unknown) => void
  tests: Tests
  /** The name of the event that the condition is about, if it is about one. */
  event?: string | undefined
  invalid: boolean
}
