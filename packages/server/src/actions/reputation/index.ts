import { reputationEndOverride, reputationGet, reputationOverride } from '@rollcall/contract'
import { type Action, action } from '../../action.ts'
import { setOverride } from '../../store/reputation.ts'
import { showReputation } from './show-reputation.ts'

const HOUR_MS = 3_600_000

const getReputation = action(reputationGet, ({ product, caller }) => showReputation(product, caller.projectId))

const overrideReputation = action(reputationOverride, async ({ product, caller, write }, { body }) => {
  const until = new Date(product.now().getTime() + body.hours * HOUR_MS)
  await write((transaction) => setOverride(transaction, { until, reason: body.reason }))
  return showReputation(product, caller.projectId)
})

const endOverride = action(reputationEndOverride, ({ write }) => write((transaction) => setOverride(transaction, null)))

export const reputationActions: Action[] = [getReputation, overrideReputation, endOverride]
