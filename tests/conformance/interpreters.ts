import { AudienceIndex, openLocalShard } from '../../packages/engine/src/index.ts'
import { evaluateRow } from '../../packages/filters/src/evaluate-row.ts'
import type { ColumnDefinition, ColumnValue, Lowering } from '../../packages/filters/src/lowering.ts'

/** Something that answers lowered filters. All of them must give the same answers. */
export type Interpreter = {
  name: string
  /** Whether the only contact of an audience with these columns satisfies the lowering. */
  matches(lowering: Lowering, columns: ColumnDefinition[], contact: Contact): boolean | Promise<boolean>
}

/** What a contact's columns hold (whatever is absent is missing), and the sets it is in. */
export type Contact = { columns?: Readonly<Record<string, ColumnValue>>; sets?: readonly string[] }

/** Every interpreter, one line each; the first is the one that the others must equal. */
export const interpreters: [Interpreter, ...Interpreter[]] = [
  { name: 'row evaluation', matches: matchesRow },
  { name: 'audience index', matches: matchesInIndex },
]

function matchesRow(lowering: Lowering, _columns: ColumnDefinition[], { columns = {}, sets = [] }: Contact): boolean {
  return evaluateRow(lowering, { value: (column) => columns[column] ?? null, isIn: (set) => sets.includes(set) })
}

const index = new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 64 * 1024 * 1024 }) })
let projects = 0

async function matchesInIndex(lowering: Lowering, columns: ColumnDefinition[], contact: Contact): Promise<boolean> {
  projects += 1
  const project = projects
  await index.defineColumns(project, columns)
  const values = columns.map(({ id }) => contact.columns?.[id] ?? null)
  await index.apply(project, { rows: [{ rowNo: 0, values, sets: [...(contact.sets ?? [])] }], removed: [] })
  const count = await index.count(project, lowering)
  await index.drop(project)
  return count === 1
}
