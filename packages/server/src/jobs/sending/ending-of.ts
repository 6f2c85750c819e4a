import { refusalClassOf } from '../../email/refusal-class.ts'
import type { SendOutcome } from '../../senders/sender.ts'
import type { LeasedDelivery } from '../../store/deliveries.ts'
import type { Ending } from '../../store/delivery-attempts.ts'

const MINUTE_MS = 60_000

/** How long to wait after each attempt; after the last one the message is given up. */
const SOON_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS)
/** A mailbox that is full or busy has four days in all. RFC 5321, 4.5.4.1: four to five. */
const FOR_DAYS_MS = [...SOON_MS, ...Array.from({ length: 23 }, () => 240 * MINUTE_MS)]

type Held = Pick<LeasedDelivery, 'projectId' | 'id' | 'fence'>

/** What the ledger says of an attempt that reached the server, or tried to. */
export function endingOf(
  delivery: LeasedDelivery,
  { outcome, response, refusal, isServerDown, letsOthersPass, mayHaveArrived }: SendOutcome,
  { now, retryUncertain = false }: { now: Date; retryUncertain?: boolean | undefined },
): Ending {
  if (isServerDown && !letsOthersPass) return { ...released(delivery), response }
  switch (outcome) {
    case 'accepted':
      return ending(delivery, { state: 'sent', response })
    case 'rejected':
      return refused(delivery, response, { refusal: refusal ?? refusalClassOf(response), now })
    case 'uncertain':
      // Each time may be one too many, so not for days.
      if (retryUncertain) return putOff(delivery, response, { now, delaysMs: SOON_MS })
      return ending(delivery, { state: 'uncertain', reason: 'no_answer', response })
    case 'deferred':
      return putOff(delivery, response, { now, delaysMs: mayHaveArrived ? SOON_MS : FOR_DAYS_MS })
  }
}

function refused(
  delivery: LeasedDelivery,
  response: string,
  { refusal, now }: { refusal: NonNullable<SendOutcome['refusal']>; now: Date },
): Ending {
  switch (refusal) {
    case 'recipient':
      return failed(delivery, 'no_mailbox', response)
    case 'opted_out':
      return { ...skipped(delivery, 'opted_out'), response }
    case 'message':
      return failed(delivery, 'rejected', response)
    // Nobody's fault who should get it: their message waits until the sender is mended. A single that nobody may be looking
    // at is tried some times.
    case 'sender':
      if (delivery.isSingle) return putOff(delivery, response, { now, delaysMs: SOON_MS })
      return { ...released(delivery), response }
  }
}

function putOff(
  delivery: LeasedDelivery,
  response: string,
  { now, delaysMs }: { now: Date; delaysMs: number[] },
): Ending {
  const delayMs = delaysMs.at(delivery.attempts)
  if (delayMs === undefined) return failed(delivery, 'gave_up', response)
  return ending(delivery, { state: 'deferred', response, notBefore: new Date(now.getTime() + delayMs) })
}

/** Nothing was sent, and nothing ever will be. */
export function failed(delivery: Held, reason: string, response: string): Ending {
  return ending(delivery, { state: 'failed', reason, response })
}

/** Nothing was sent, for a reason that lies with the person. */
export function skipped(delivery: Held, reason: string): Ending {
  return { ...ending(delivery, { state: 'skipped', response: null }), reason, isCounted: false }
}

/** Back into the queue, as if it had never been taken. */
export function released(delivery: Held): Ending {
  return { ...ending(delivery, { state: 'queued', response: null }), isCounted: false }
}

function ending({ projectId, id, fence }: Held, told: Pick<Ending, 'state' | 'response'> & Partial<Ending>): Ending {
  return { projectId, id, fence, reason: null, notBefore: null, isCounted: true, ...told }
}
