import type { DeliveryRecord } from '../../store/delivery-list.ts'

/** When a message is tried that was put off: by the mail server, or because the person heard too often lately. */
export function nextAttemptAt({ state, reason, notBefore }: Pick<DeliveryRecord, 'state' | 'reason' | 'notBefore'>) {
  const isPutOff = state === 'deferred' || (state === 'queued' && reason === 'frequency_cap')
  return isPutOff ? (notBefore?.toISOString() ?? null) : null
}
