import { createHash } from 'node:crypto'
import { type Timing, timed } from '../report/timing.ts'
import type { Contender, Way } from './contender.ts'
import { SHAPE_IDS, type ShapeId } from './shapes.ts'

/** How a contender answered one question in one way. */
export type Answered = {
  shape: ShapeId
  from: string
  timing: Timing
  /** By run. */
  counts: number[]
  /** Of the first run's row numbers in ascending order. */
  membersHash: string
}

export async function askSuite({ ways }: Contender): Promise<Answered[]> {
  const answered: Answered[] = []
  for (const shape of SHAPE_IDS) for (const way of ways[shape]) answered.push(await askOne(shape, way))
  return answered
}

async function askOne(shape: ShapeId, way: Way): Promise<Answered> {
  const { timing, answers } = await timed((run) => way.count(run))
  const members = await way.members(0)
  return { shape, from: way.from, timing, counts: answers, membersHash: hash(members) }
}

function hash(rowNos: Uint32Array): string {
  return createHash('sha256').update(rowNos.toSorted()).digest('hex')
}

/** Whether two contenders found the same people; if not, what differs. */
export function difference(one: Answered, other: Answered): string | null {
  const run = one.counts.findIndex((count, at) => count !== other.counts[at])
  if (run >= 0) return `counts ${one.counts[run]} against ${other.counts[run]}`
  return one.membersHash === other.membersHash ? null : 'the same counts, other members'
}
