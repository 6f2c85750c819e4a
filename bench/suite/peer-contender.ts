import type { Peer } from '../peers/peer.ts'
import { thresholds } from '../peers/thresholds.ts'
import { asked } from './asked.ts'
import type { Contender, Way } from './contender.ts'
import { forEachShape, type ShapeId } from './shapes.ts'

/** A peer as it takes part in the suite. */
export function toContender(peer: Peer, nowSeconds: number): Contender {
  const at = thresholds(nowSeconds)
  const waysOf = (id: ShapeId): Way[] =>
    peer.statements[id].map((toStatement) => {
      const statement = (run: number) => toStatement({ asked: asked(run), at })
      return {
        from: statement(0).from,
        count: (run) => peer.count(statement(run).count),
        members: (run) => peer.members(statement(run).members),
      }
    })
  return {
    name: peer.name,
    version: peer.version,
    ways: forEachShape(waysOf),
    close: peer.close,
  }
}
