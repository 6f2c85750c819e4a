import { toNote } from '../to-note.ts'
import { isObject, parseObject, textAt } from './api-outcome.ts'
import { bounceOf } from './bounce-class.ts'
import type { Report } from './provider-kind.ts'

/** What an event of Amazon SES means: of a configuration set, or a notification of an identity. */
export function readSesEvent(text: string): Report | null {
  const event = parseObject(text)
  const { mail } = event
  const kind = textAt(event, 'eventType') || textAt(event, 'notificationType')
  const told = readKind(kind, event)
  if (!told) return null
  return {
    ...told,
    traces: [JSON.stringify(isObject(mail) ? [mail.tags, mail.headers, mail.commonHeaders] : '')],
    reference: textAt(mail, 'messageId') || null,
  }
}

type Told = Pick<Report, 'what' | 'at' | 'note'>

function readKind(kind: string, event: Record<string, unknown>): Told | null {
  const { bounce, complaint, delivery, deliveryDelay, reject } = event
  switch (kind) {
    case 'Delivery':
      return { what: 'delivered', at: timeAt(delivery), note: toNote(textAt(delivery, 'smtpResponse')) }
    case 'DeliveryDelay':
      return {
        what: 'delayed',
        at: timeAt(deliveryDelay),
        note: noteOf(deliveryDelay, 'delayType', 'delayedRecipients'),
      }
    case 'Complaint': {
      // An address that SES itself holds back was complained about before, perhaps by somebody else's message.
      const type = textAt(complaint, 'complaintFeedbackType') || textAt(complaint, 'complaintSubType') || 'complaint'
      return { what: 'complained', at: timeAt(complaint), note: toNote(type) }
    }
    case 'Reject':
      return { what: 'undelivered', at: null, note: toNote(`Rejected: ${textAt(reject, 'reason')}`) }
    case 'Bounce': {
      const note = noteOf(bounce, 'bounceSubType', 'bouncedRecipients')
      const type = textAt(bounce, 'bounceType')
      const status = textAt(bounce, 'bouncedRecipients', '0', 'status')
      return {
        what: bounceOf({ type, detail: textAt(bounce, 'bounceSubType'), status, note }),
        at: timeAt(bounce),
        note,
      }
    }
    default:
      return null
  }
}

function noteOf(told: unknown, type: string, recipients: string): string {
  return toNote(textAt(told, recipients, '0', 'diagnosticCode') || textAt(told, type))
}

function timeAt(told: unknown): Date | null {
  const time = new Date(textAt(told, 'timestamp') || Number.NaN)
  return Number.isNaN(time.getTime()) ? null : time
}
