import type { RowBitmap } from '@rollcall/engine'

const FIRST_WIDTH = 64

/** The people of a set who came right after and right before somebody, who need not be in it. */
export function neighboursIn(
  members: RowBitmap,
  rowNo: number,
): { newer: number | undefined; older: number | undefined } {
  return { newer: members.slice({ after: rowNo, limit: 1 }).at(0), older: findOlder(members, rowNo) }
}

// A bitmap is read upwards only: the stretch below widens until somebody is in it.
function findOlder(members: RowBitmap, rowNo: number): number | undefined {
  for (let width = FIRST_WIDTH; ; width *= 8) {
    const from = Math.max(0, rowNo - width)
    const below = members.slice({ after: from - 1, limit: width }).filter((row) => row < rowNo)
    if (below.length > 0 || from === 0) return below.at(-1)
  }
}
