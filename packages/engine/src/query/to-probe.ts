import type { Lowering } from '@rollcall/filters'
import type { WordPool } from '../memory/word-pool.ts'
import { AllProbe } from './all-probe.ts'
import { AnyProbe } from './any-probe.ts'
import { constantProbe } from './constant-probe.ts'
import type { Leaf } from './leaf.ts'
import { NotProbe } from './not-probe.ts'
import type { Probe } from './probe.ts'

/** What a lowering is asked of. */
export type ProbeSource = {
  /** Throws when there is no such column, or when the column cannot answer the question. */
  leafProbe(leaf: Leaf): Probe
  pool: WordPool
  /** The probe of a part that others ask, too, if there is one. */
  shared?(part: Lowering): Probe | undefined
}

/** The prepared form of a lowering; throws when the source cannot answer one of its leaves. */
export function toProbe(lowering: Lowering, source: ProbeSource): Probe {
  const shared = source.shared?.(lowering)
  if (shared !== undefined) return shared
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
    default:
      return source.leafProbe(lowering)
  }
}
