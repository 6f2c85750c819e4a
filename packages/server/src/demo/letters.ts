/** One issue of the shop's letter that went out in the past year. */
export type Letter = {
  name: string
  subject: string
  at: Date
  /** UUID of its campaign; null for those that the shop sent before it used Rollcall. */
  campaignId: string | null
}

/** Eight issues a year. */
export const BETWEEN_LETTERS_MS = 45 * 24 * 60 * 60_000
const NEWEST_BEFORE_MS = 9 * 24 * 60 * 60_000
const HOUR_MS = 60 * 60_000

const TOPICS = [
  'Larch gold',
  'Dry socks',
  'First snow',
  'Tea at the hut',
  'Mud season',
  'Long days',
  'Ridge lines',
  'Quiet lakes',
]

/** How many of the newest went out as campaigns of Rollcall. */
export const CAMPAIGN_LETTERS = 2

/** The letters of the year before `now`, newest first. */
export function pastLetters(now: Date): Letter[] {
  return TOPICS.map((topic, place) => ({
    name: `Trail Letter: ${topic}`,
    subject: `${topic}: your Trail Letter`,
    at: morningOf(new Date(now.getTime() - NEWEST_BEFORE_MS - place * BETWEEN_LETTERS_MS)),
    campaignId: null,
  }))
}

function morningOf(day: Date): Date {
  const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate())
  return new Date(midnight + 9 * HOUR_MS)
}
