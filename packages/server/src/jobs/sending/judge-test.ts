/** Of how many people of the test, to whom a version was sent and did not come back, how many did what decides. */
export type Score = { did: number; sent: number }

export type Verdict = {
  /** The version that everyone else gets, from 0. */
  version: number
  reason: 'best_rate' | 'tie' | 'too_little'
  /** The one that is ahead; null when none is. */
  leader: number | null
  /** Chance alone would make such a lead in fewer than 1 of 20 tests. */
  isClear: boolean
}

/** Fewer people than this, over all versions, say nothing: the version that was written first goes out. */
export const ENOUGH_PEOPLE = 10
// Two-sided 95 %.
const CLEAR_Z = 1.96

/** Which version wins by the share of people who did it. Equal shares: the version that comes first. */
export function judgeTest(scores: readonly Score[]): Verdict {
  const ranked = scores
    .map((score, version) => ({ ...score, version, rate: rateOf(score) }))
    .sort((one, other) => other.rate - one.rate || one.version - other.version)
  const [best, second] = ranked
  const isTie = best.rate === second?.rate
  const leader = isTie ? null : best.version
  const isClear = second !== undefined && zOf(best, second) >= CLEAR_Z
  const did = scores.reduce((sum, score) => sum + score.did, 0)
  if (did < ENOUGH_PEOPLE) return { version: 0, reason: 'too_little', leader, isClear: false }
  return { version: best.version, reason: isTie ? 'tie' : 'best_rate', leader, isClear }
}

function rateOf({ did, sent }: Score): number {
  return sent === 0 ? 0 : did / sent
}

/** How many standard errors two shares are apart, as if they were the same (the two-proportion z-test). */
function zOf(one: Score, other: Score): number {
  const sent = one.sent + other.sent
  const pooled = (one.did + other.did) / Math.max(1, sent)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / Math.max(1, one.sent) + 1 / Math.max(1, other.sent)))
  return error === 0 ? 0 : (rateOf(one) - rateOf(other)) / error
}
