import { funnelHistory } from '@rollcall/contract'
import { action } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { listFunnelMoves } from '../../store/funnel.ts'
import { getProject } from '../../store/projects.ts'

export const listFunnelHistoryAction = action(funnelHistory, async ({ product, caller }, { query }) => {
  const { database } = product
  const { timezone } = await getProject(database, caller.projectId)
  const moves = await listFunnelMoves(database, caller.projectId, { timezone, now: product.now(), days: query.days })
  const nameOf = await nameActors(
    database,
    caller.projectId,
    moves.map(({ by }) => by),
  )
  return { timezone, data: moves.map((move) => ({ ...move, byName: nameOf(move.by) })) }
})
