import type { Catalog } from '../../catalog.ts'
import type { ColumnId, Lowering } from '../../lowering.ts'
import type { Operator } from '../../operators/operator.ts'
import type { Choices } from '../../values/choices.ts'
import type { Clock } from '../../values/movement.ts'

/** What a comparison is about: one column of a contact, or one kind of set, with the operators that it can be asked. */
export type Subject = {
  /** What tells it from others of its type, such as a field's key; absent where the type says it all. */
  key?: string
  /** How the builder calls it, and under which heading. */
  label: string
  group: string
  /** How a sentence calls it; no two subjects of a project read the same. */
  words: string
  column: ColumnId
  /** Where nothing holds such a column: the same question asked of what it follows from. */
  derive?(lowering: Lowering, clock: Clock): Lowering
  operators: readonly Operator[]
  choices?: Choices
  /** Whether a contact may have no value, which negative operators then say. */
  canBeEmpty: boolean
}

/** The subjects of one type of condition. */
export type Subjects = {
  list(catalog: Catalog): Subject[]
  find(catalog: Catalog, key: string | undefined): Subject | undefined
}

/** The only subject of its type. */
export function oneSubject(subject: (catalog: Catalog) => Subject): Subjects {
  return { list: (catalog) => [subject(catalog)], find: subject }
}
