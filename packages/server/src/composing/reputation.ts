import { countOutcomes, findOverride } from '../store/reputation.ts'
import { type Finding, found } from './check-texts.ts'
import type { Asker } from './compose.ts'
import { describeGauge, judgeReputation } from './judge-reputation.ts'

// The longest window that is judged.
const JUDGED_DAYS = 30

/** Why no campaign is launched just now, or undefined. */
export async function findReputationProblem(asker: Asker): Promise<string | undefined> {
  const { level, sentence } = await checkReputation(asker)
  return level === 'error' ? sentence : undefined
}

/** What bounced and was reported as spam lately. */
export async function checkReputation({ product, projectId }: Asker): Promise<Finding> {
  const now = product.now()
  const gauge = judgeReputation(await countOutcomes(product.database, projectId, { now, days: JUDGED_DAYS }))
  const sentence = describeGauge(gauge)
  if (gauge.level !== 'stop') return found('reputation', gauge.level, sentence)
  const override = await findOverride(product.database, projectId, now)
  if (!override) return found('reputation', 'error', sentence)
  return found(
    'reputation',
    'warning',
    `${sentence} One does until ${override.until.toISOString()}: ${override.reason}`,
  )
}
