import type { Since } from '@rollcall/filters'
import type { PickedColumn } from '../columns/column.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { AllProbe } from '../query/all-probe.ts'
import type { Probe } from '../query/probe.ts'
import { toProbe } from '../query/to-probe.ts'

/** Keeps the rows whose membership, which began at the times of a column, did so in the window. */
export function enteredProbe({ window }: Since, probeOf: PickedColumn['probe'], pool: WordPool): Probe {
  const asked = toProbe(window, {
    leafProbe: (leaf) => {
      if ('column' in leaf) return probeOf(leaf)
      throw new Error(`Only the time can be asked of a membership, not "${leaf.is}".`)
    },
    pool,
  })
  // A window may be the complement of a time; rows that are not members have none.
  return new AllProbe([probeOf({ is: 'present', column: 'at' }), asked])
}
