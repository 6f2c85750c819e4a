import { AudienceIndex, type ContactEvent, openLocalShard } from '../../packages/engine/src/index.ts'
import type { ExampleContact } from '../../packages/filters/src/conditions/condition.ts'
import { exampleRow } from '../../packages/filters/src/conditions/example-row.ts'
import type { ColumnDefinition, Lowering } from '../../packages/filters/src/lowering.ts'
import { evaluateRow, type Segments } from '../../packages/filters/src/row/evaluate-row.ts'
import { withSegments } from '../../packages/filters/src/tree/with-segments.ts'

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
export const interpreters: [Interpreter, ...Interpreter[]] = [
  { name: 'row evaluation', matches: matchesRow },
  { name: 'audience index', matches: matchesInIndex },
]

function matchesRow({ lowering, segments }: Asked, _columns: ColumnDefinition[], contact: Contact): boolean {
  return evaluateRow(lowering, exampleRow(contact), segments)
}

const index = new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 64 * 1024 * 1024 }) })
let projects = 0

async function matchesInIndex({ lowering, segments }: Asked, columns: ColumnDefinition[], contact: Contact) {
  projects += 1
  const project = projects
  const { columns: values = {}, sets = [], since = {}, events = {}, opportunities = [], idBytes } = contact
  const row = {
    rowNo: 0,
    values: columns.map(({ id }) => values[id] ?? null),
    sets: [...new Set([...sets, ...Object.keys(since)])],
    since: Object.entries(since),
    opportunities: [...opportunities],
    ...(idBytes && { id: Buffer.from(idBytes).toString('hex') }),
  }
  const happened = Object.entries(events).flatMap(([event, list]) =>
    (list ?? []).map((one): ContactEvent => ({ ...one, rowNo: 0, event })),
  )
  await index.defineColumns(project, columns)
  await index.apply(project, { rows: [row], removed: [], events: happened })
  const count = await index.count(project, withSegments(lowering, segments ?? new Map()))
  await index.drop(project)
  return count === 1
}
