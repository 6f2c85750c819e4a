import type { Campaign } from '../../api.ts'
import { momentText } from './wall-time.ts'

/** What holds a campaign up and until when, on the reader's own clock. */
export function throttleText({ reason, until, isHeld }: NonNullable<Campaign['throttle']>, timezone?: string): string {
  if (!until) return reason
  const moment = momentText(new Date(until), timezone)
  return isHeld ? `${reason} That is ${moment} for you.` : `${reason} The last one leaves about ${moment}.`
}
