import { createHmac, hash } from 'node:crypto'
import type { Config } from '../../config.ts'

/** How a campaign's people are drawn for the test of its versions. */
export type Draw = {
  campaignId: string
  /** Percent of the people who take part. */
  share: number
  versions: number
}

/**
 * With which version (from 0) each of a chunk's people takes part in the test, null for those who wait. It is drawn by a keyed
 * hash of campaign and person, which nobody can foresee and every process and restart answers alike. Of each chunk exactly the
 * share takes part, and the versions are as many as each other but for one.
 */
export function assignVersions(
  { secretKey }: Pick<Config, 'secretKey'>,
  { campaignId, share, versions }: Draw,
  rowNos: number[],
): (number | null)[] {
  const key = createHmac('sha256', secretKey).update(`rollcall versions v1\0${campaignId}`).digest('hex')
  const ranked = rowNos
    .map((rowNo, place) => ({ place, drawn: hash('sha256', `${key} ${rowNo}`) }))
    .sort((one, other) => (one.drawn < other.drawn ? -1 : 1))
  const taking = Math.round((rowNos.length * share) / 100)
  const assigned: (number | null)[] = rowNos.map(() => null)
  for (const [rank, { place }] of ranked.slice(0, taking).entries()) assigned[place] = rank % versions
  return assigned
}
