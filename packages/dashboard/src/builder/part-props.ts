import type { BuilderPart } from '@rollcall/filters'
import type { Tests } from './catalogue.ts'

/** What every editor of a part is given. A part that is not whole yet has no value. */
export type PartProps = {
  part: BuilderPart
  /** Whatever the filter says, which may come from an address. */
  value: unknown
  onChange: (value: unknown) => void
  tests: Tests
  invalid: boolean
}
