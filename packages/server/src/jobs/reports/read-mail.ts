import PostalMime, { type Attachment } from 'postal-mime'
import { bounceOf } from '../../senders/providers/bounce-class.ts'
import type { Report } from '../../senders/providers/provider-kind.ts'
import { toNote } from '../../senders/to-note.ts'

/** What a mail reports: a bounce (RFC 3464) or a complaint (RFC 5965). Nothing for any other mail, answers of people included. */
export async function readMail(raw: Buffer): Promise<Report[]> {
  const { attachments, headers, date } = await PostalMime.parse(raw, { forceRfc822Attachments: true })
  const contentOf = (...types: string[]) => {
    const part = attachments.find(({ mimeType }) => types.includes(mimeType))
    return part && textOf(part)
  }
  const original = contentOf('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers') ?? ''
  // What the report is an answer to stands in for a message that it leaves away.
  const answered = headers.filter(({ key }) => key === 'in-reply-to' || key === 'references').map(({ value }) => value)
  const common = { at: timeOf(date), traces: [messageIdIn(original), ...answered], reference: null }
  const complaint = contentOf('message/feedback-report')
  if (complaint !== undefined) return readComplaint(complaint).map((report) => ({ ...report, ...common }))
  const status = contentOf('message/delivery-status', 'message/global-delivery-status')
  return readStatus(status ?? '').map((report) => ({ ...report, ...common }))
}

type Told = Pick<Report, 'what' | 'note'>

/** RFC 3464, 2.3: after the fields of the message, a group for each recipient. */
function readStatus(text: string): Told[] {
  return text.split(/\r?\n(?:[ \t]*\r?\n)+/).flatMap((group): Told[] => {
    const fields = fieldsOf(group)
    const status = fields.get('status') ?? ''
    const note = toNote(`${status} ${(fields.get('diagnostic-code') ?? '').replace(/^smtp;\s*/i, '')}`)
    switch (fields.get('action')?.toLowerCase()) {
      case 'failed':
        return [{ what: bounceOf({ status: status.split(/\s/)[0] ?? '', note }), note }]
      case 'delayed':
        return [{ what: 'delayed', note }]
      case 'delivered':
        return [{ what: 'delivered', note }]
      default:
        return []
    }
  })
}

// RFC 5965, 7.3: not-spam takes a complaint back that we may never have heard of; auth-failure is about our DNS.
const NO_COMPLAINT = ['not-spam', 'auth-failure']

function readComplaint(text: string): Told[] {
  const type = fieldsOf(text).get('feedback-type')?.toLowerCase()
  if (type === undefined || NO_COMPLAINT.includes(type)) return []
  return [{ what: type === 'opt-out' ? 'unsubscribed' : 'complained', note: toNote(type) }]
}

function fieldsOf(text: string): Map<string, string> {
  const lines = text.split(/\r?\n(?![ \t])/)
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [
        line.slice(0, colon).trim().toLowerCase(),
        line
          .slice(colon + 1)
          .replace(/\s+/g, ' ')
          .trim(),
      ]
    }),
  )
}

/** Its header alone: what stands in the message may be anybody's. */
function messageIdIn(original: string): string {
  const header = original.split(/\r?\n\r?\n/)[0] ?? ''
  return fieldsOf(header).get('message-id') ?? ''
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

function timeOf(date: string | undefined): Date | null {
  const time = new Date(date ?? Number.NaN)
  return Number.isNaN(time.getTime()) ? null : time
}
