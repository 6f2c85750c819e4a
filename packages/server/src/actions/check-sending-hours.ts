import { parseTimezone } from '@rollcall/filters'
import { invalid } from '../failure.ts'

/** Refuses hours, found at the pointer, of a time zone that there is not. */
export function checkSendingHours(hours: { timezone?: string | undefined } | null | undefined, pointer: string) {
  const zone = hours?.timezone
  if (zone === undefined || zone === 'recipient' || parseTimezone(zone) === zone) return
  throw invalid(
    `${pointer}/timezone`,
    `${JSON.stringify(zone)} is no time zone: give an IANA name such as Asia/Jakarta, or recipient`,
  )
}
