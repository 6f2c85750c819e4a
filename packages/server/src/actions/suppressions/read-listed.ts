import { withoutGuard } from '../../contacts/csv/formula-cell.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import type { NewSuppression } from '../../store/suppressions.ts'

/** What holds where a file does not say. */
export type ListDefaults = Pick<NewSuppression, 'reason' | 'marketingOnly' | 'note'>

type Listed = { entry: NewSuppression } | { problem: string }

const REASONS: Record<string, NewSuppression['reason']> = {
  ...{ bounce: 'bounce', bounced: 'bounce', hard_bounce: 'bounce', complaint: 'complaint', complained: 'complaint' },
  ...{ spam: 'complaint', unsubscribe: 'unsubscribe', unsubscribed: 'unsubscribe', manual: 'manual', erased: 'manual' },
  ...{ soft_bounces: 'soft_bounces', soft_bounce: 'soft_bounces' },
}
const LONGEST_NOTE = 500

/** Reads rows of a list of addresses: by its header, or the first column that has an address when there is none. */
export function listReader(
  first: readonly string[],
  defaults: ListDefaults,
): { hasHeader: boolean; read: (cells: readonly string[]) => Listed } {
  const guess = first.findIndex((cell) => parseEmailAddress(cell.trim()))
  const hasHeader = guess === -1
  const names = hasHeader ? first.map((cell) => cell.toLowerCase().replaceAll(/[^a-z]/g, '')) : []
  const find = (...wanted: string[]) => names.findIndex((name) => wanted.includes(name))
  const places = {
    email: hasHeader ? Math.max(0, find('email', 'emailaddress', 'address', 'recipient', 'mail')) : guess,
    reason: find('reason', 'type'),
    note: find('note', 'comment', 'description'),
    marketingOnly: find('marketingonly'),
  }
  const at = (cells: readonly string[], place: number) => withoutGuard(cells[place]?.trim() ?? '')
  return {
    hasHeader,
    read(cells) {
      const text = at(cells, places.email)
      const email = parseEmailAddress(text.normalize('NFC'))
      if (!email) return { problem: text === '' ? 'There is no address.' : 'This is not an e-mail address.' }
      const said = at(cells, places.reason)
      const reason = said === '' ? defaults.reason : REASONS[said.toLowerCase().replaceAll(/[ -]/g, '_')]
      if (!reason)
        return {
          problem: `${JSON.stringify(said)} is no reason: bounce, soft_bounces, complaint, unsubscribe or manual.`,
        }
      const only = at(cells, places.marketingOnly)
      const note = at(cells, places.note).replaceAll('\0', '').slice(0, LONGEST_NOTE).toWellFormed()
      const marketingOnly = only === '' ? defaults.marketingOnly : /^(true|yes|1)$/i.test(only)
      return { entry: { email: email.key, reason, marketingOnly, note: note || defaults.note } }
    },
  }
}
