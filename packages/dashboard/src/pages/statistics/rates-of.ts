import { BOUNCE_LIMITS, COMPLAINT_LIMITS, type Rate } from '../../parts/rate-list.tsx'
import type { Statistics } from './audience-panel.tsx'

export type Sending = Statistics['marketing']

/** The rates as the field defines them: bounces of what was sent, everything else of what was delivered. */
export function ratesOf({ sent, delivered, bounced, complained, opens, clicks, unsubscribed }: Sending): Rate[] {
  const ofDelivered: Rate['of'] = [delivered, 'delivered']
  const rate = (label: string, part: number, [whole, name]: Rate['of']) => ({
    ...{ label, part, of: [whole, name] satisfies Rate['of'], share: whole === 0 ? null : part / whole },
  })
  return [
    {
      ...rate('Delivered', delivered, [sent, 'sent']),
      means: 'What was handed over and did not bounce, of all that was sent.',
    },
    {
      ...rate('Opens', opens, ofDelivered),
      means: 'Opens by people, each time counted, over what was delivered. Whoever has pictures off is not seen.',
    },
    {
      ...rate('Clicks', clicks, ofDelivered),
      means: 'Clicks by people, each time counted, over what was delivered.',
    },
    {
      ...rate('Unsubscribed', unsubscribed, ofDelivered),
      means: 'People who unsubscribed through a link in a message, of what was delivered.',
    },
    {
      ...rate('Bounced', bounced, [sent, 'sent']),
      limits: BOUNCE_LIMITS,
      means: 'Mailboxes that do not exist, said at once or later, of all that was sent.',
    },
    {
      ...rate('Complained', complained, ofDelivered),
      limits: COMPLAINT_LIMITS,
      means: 'Messages that were reported as spam, of what was delivered.',
    },
  ]
}
