import type { Lowering } from '@rollcall/filters'
import type { Column } from '../columns/column.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { AllProbe } from './all-probe.ts'
import { AnyProbe } from './any-probe.ts'
import { constantProbe } from './constant-probe.ts'
import { NotProbe } from './not-probe.ts'
import type { Probe } from './probe.ts'

/** Where the leaves of a lowering find their data. */
export type ProbeSource = {
  getColumn(id: string): Column
  setProbe(id: string): Probe
  rowCount: number
  pool: WordPool
}

/** The prepared form of a lowering; throws when it names a column that is not defined or asks it the wrong question. */
export function toProbe(lowering: Lowering, source: ProbeSource): Probe {
  switch (lowering.is) {
    case 'constant':
      return constantProbe(lowering.value)
    case 'all':
      return new AllProbe(lowering.of.map((part) => toProbe(part, source)))
    case 'any':
      return new AnyProbe(
        lowering.of.map((part) => toProbe(part, source)),
        source.pool,
      )
    case 'not':
      return new NotProbe(toProbe(lowering.of, source), source.pool)
    case 'set':
      return source.setProbe(lowering.set)
    default:
      return source.getColumn(lowering.column).probe(lowering, source.rowCount)
  }
}
