import type { Lowering } from '@rollcall/filters'
import type { AskedEntries } from '../table/table-entries.ts'

/** Something of a row that a rule asks about, so that the rule is judged anew when it changes. */
export type Read = { is: 'column'; column: string } | { is: 'set'; set: string } | AskedEntries

/** What a rule reads, by name. A row's id is not among it, since it never changes. */
export function readsOf(lowering: Lowering): Map<string, Read> {
  const reads = new Map<string, Read>()
  for (const read of listed(lowering)) reads.set(toReadName(read), read)
  return reads
}

/** A name that no other read has. */
export function toReadName(read: Read): string {
  switch (read.is) {
    case 'column':
      return `column ${read.column}`
    case 'set':
    case 'since':
      return `${read.is} ${read.set}`
    case 'events':
      return `events ${read.event}`
    case 'opportunities':
      return read.is
  }
}

function listed(lowering: Lowering): Read[] {
  switch (lowering.is) {
    case 'constant':
    case 'sample':
      return []
    case 'all':
    case 'any':
      return lowering.of.flatMap(listed)
    case 'not':
      return listed(lowering.of)
    case 'set':
      return [{ is: 'set', set: lowering.set }]
    case 'since':
      return [{ is: 'since', set: lowering.set }]
    case 'events':
      return [{ is: 'events', event: lowering.event }]
    case 'opportunities':
      return [{ is: 'opportunities' }]
    case 'segment':
      throw new Error(
        `The index keeps no rule of segment ${lowering.segment}. Put its lowering in the place of its name.`,
      )
    default:
      return [{ is: 'column', column: lowering.column }]
  }
}
