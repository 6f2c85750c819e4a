import type { Database } from '../store/database.ts'
import { countOutcomes, findOverride } from '../store/reputation.ts'
import { type Finding, found } from './check-texts.ts'
import type { Asker } from './compose.ts'
import { describeGauge, type Gauge, judgeReputation } from './judge-reputation.ts'

// The longest window that is judged.
const JUDGED_DAYS = 30
// Checks run while somebody writes or a program sends, and counting a million messages takes a third of a second: whoever asks
// meanwhile waits for the same count.
const KNOWN_FOR_MS = 30_000

const known = new WeakMap<Database, Map<number, { gauge: Promise<Gauge>; untilMs: number }>>()

/** Why no campaign is launched just now, or undefined. */
export async function findReputationProblem(asker: Asker): Promise<string | undefined> {
  const { level, sentence } = await tell(asker, await readGauge(asker))
  return level === 'error' ? sentence : undefined
}

/** What bounced and was reported as spam lately, as it was half a minute ago at most. */
export async function checkReputation(asker: Asker): Promise<Finding> {
  const { product, projectId } = asker
  const earlier = known.get(product.database)?.get(projectId)
  const isFresh = earlier !== undefined && product.now().getTime() < earlier.untilMs
  return tell(asker, await (isFresh ? earlier.gauge : readGauge(asker)))
}

function readGauge({ product, projectId }: Asker): Promise<Gauge> {
  const now = product.now()
  const gauge = countOutcomes(product.database, projectId, { now, days: JUDGED_DAYS }).then(judgeReputation)
  gauge.catch(() => known.get(product.database)?.delete(projectId))
  const ofDatabase = known.get(product.database) ?? new Map()
  known.set(product.database, ofDatabase.set(projectId, { gauge, untilMs: now.getTime() + KNOWN_FOR_MS }))
  return gauge
}

async function tell({ product, projectId }: Asker, gauge: Gauge): Promise<Finding> {
  const sentence = describeGauge(gauge)
  if (gauge.level !== 'stop') return found('reputation', gauge.level, sentence)
  const override = await findOverride(product.database, projectId, product.now())
  if (!override) return found('reputation', 'error', sentence)
  return found(
    'reputation',
    'warning',
    `${sentence} One does until ${override.until.toISOString()}: ${override.reason}`,
  )
}
