import type { ExampleContact } from '../../packages/filters/src/conditions/condition.ts'
import { exampleRow } from '../../packages/filters/src/conditions/example-row.ts'
import type { ColumnDefinition, Lowering } from '../../packages/filters/src/lowering.ts'
import { evaluateRow, type Segments } from '../../packages/filters/src/row/evaluate-row.ts'

/** Something that answers lowered filters. All of them must give the same answers. */
export type Interpreter = {
  name: string
  /** Whether the only contact of an audience with these columns satisfies the lowering. */
  matches(asked: Asked, columns: ColumnDefinition[], contact: Contact): boolean | Promise<boolean>
}

/** A lowering, and those of the dynamic segments that it needs. */
export type Asked = { lowering: Lowering; segments?: Segments }

/** What is known of a contact; whatever is absent is missing. */
export type Contact = ExampleContact

/** Every interpreter, one line each; the first is the one that the others must equal. */
export const interpreters: [Interpreter, ...Interpreter[]] = [{ name: 'row evaluation', matches: matchesRow }]

function matchesRow({ lowering, segments }: Asked, _columns: ColumnDefinition[], contact: Contact): boolean {
  return evaluateRow(lowering, exampleRow(contact), segments)
}
