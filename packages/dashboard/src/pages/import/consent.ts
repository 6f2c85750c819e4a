import { startOfDay } from '@rollcall/filters'
import type { ImportOptions } from './draft.ts'

/** What was answered to the question of consent so far. */
export type Consent = {
  answer: ImportOptions['status']
  source: string
  wording: string
  /** `2026-03-01`, or nothing. */
  day: string
}

export const NO_CONSENT: Consent = { answer: undefined, source: '', wording: '', day: '' }

const DAY_MS = 86_400_000

/** Whether the question is answered: whoever agreed did so somewhere. */
export function canStart({ answer, source }: Consent): boolean {
  return answer !== undefined && (answer !== 'subscribed' || source.trim() !== '')
}

/** The answer as the import takes it; only who agreed has a proof of it. A day begins at its midnight in the zone. */
export function toConsentOptions(
  { answer, source, wording, day }: Consent,
  timezone: string,
): Pick<ImportOptions, 'status' | 'proof'> {
  if (answer !== 'subscribed') return { status: answer }
  const proof = {
    source: source.trim(),
    ...(wording.trim() && { wording: wording.trim() }),
    ...(day && { at: new Date(startOfDay(Date.parse(day) / DAY_MS, timezone) * 1_000).toISOString() }),
  }
  return { status: answer, proof }
}
