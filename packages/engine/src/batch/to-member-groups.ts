import { toLocal } from '../chunk.ts'
import type { MemberGroups } from './chunk-batch.ts'
import type { Row } from './row-batch.ts'

/** Who is in what, by what they are in; the rows come from one chunk, in ascending order. */
export function toMemberGroups(rows: Row[], idsOf: (row: Row) => string[]): MemberGroups {
  const groups = new Map<string, number[]>()
  for (const row of rows) {
    const local = toLocal(row.rowNo)
    for (const id of idsOf(row)) {
      const group = groups.get(id)
      if (group === undefined) groups.set(id, [local])
      // A row that names something twice is in it once.
      else if (group[group.length - 1] !== local) group.push(local)
    }
  }
  return flattened(groups)
}

function flattened(groups: Map<string, number[]>): MemberGroups {
  const starts = new Uint32Array(groups.size + 1)
  let at = 0
  for (const group of groups.values()) starts[at + 1] = starts[at++] + group.length
  const members = new Uint16Array(starts[at])
  at = 0
  for (const group of groups.values()) members.set(group, starts[at++])
  return { ids: [...groups.keys()], starts, members }
}
