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

/** Whether the question is answered: whoever agreed did so somewhere. */
export function canStart({ answer, source }: Consent): boolean {
  return answer !== undefined && (answer !== 'subscribed' || source.trim() !== '')
}

/** The answer as the import takes it; only who agreed has a proof of it. */
export function toConsentOptions({ answer, source, wording, day }: Consent): Pick<ImportOptions, 'status' | 'proof'> {
  if (answer !== 'subscribed') return { status: answer }
  const proof = {
    source: source.trim(),
    ...(wording.trim() && { wording: wording.trim() }),
    ...(day && { at: `${day}T00:00:00Z` }),
  }
  return { status: answer, proof }
}
