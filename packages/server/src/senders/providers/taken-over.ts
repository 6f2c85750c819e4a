import { createHash } from 'node:crypto'

const OUR_ID = /dlv_[0-9a-hjkmnp-tv-z]{26}/

/**
 * What a delivery's response says once a service took a message over. Its last word is the service's own id: by this very
 * sentence deliveries are found again (index deliveries_by_reference), so never change it.
 */
export function takenOver(service: string, reference: string): string {
  return `Taken over by ${service} as ${reference}`
}

/** The name that a message has in all attempts at its delivery: our id of the delivery, or of a test. */
export function traceOf(messageId: string): string {
  const local = /^<([\w.-]{1,100})@/.exec(messageId)?.[1]
  return local ?? createHash('sha256').update(messageId).digest('hex')
}

/** Our id of a delivery (dlv_…) out of texts that came back, or undefined. */
export function findTrace(texts: string[]): string | undefined {
  for (const text of texts) {
    const found = OUR_ID.exec(text)?.[0]
    if (found) return found
  }
  return undefined
}
