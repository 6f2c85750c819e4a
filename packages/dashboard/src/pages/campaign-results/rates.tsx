import { Link } from '@tanstack/react-router'
import type { Campaign, CampaignResults } from '../../api.ts'
import { Panel } from '../../parts/panel.tsx'
import { BOUNCE_LIMITS, COMPLAINT_LIMITS, type Rate, RateList } from '../../parts/rate-list.tsx'
import type { Did } from './search.ts'

/** The rates as the field defines them, each with what it is a share of; what mail providers judge by has its limits beside it. */
export function Rates({ results, channel }: { results: CampaignResults; channel: Campaign['channel'] }) {
  return (
    <Panel title="Rates">
      <RateList rates={(channel === 'email' ? ratesOf(results) : textRatesOf(results)).map(withPeople)} />
    </Panel>
  )
}

type PeopleRate = Rate & { did: Did }

/** The number leads to its people. */
function withPeople({ did, ...rate }: PeopleRate): Rate {
  return {
    ...rate,
    link: (count) => (
      <Link to="." search={{ did }} preload={false} aria-label={`${rate.label} ${count}: show them`}>
        {count}
      </Link>
    ),
  }
}

/** What is known of texts: no opens, no clicks, no complaints. */
function textRatesOf({ sent, delivered, bounced, failedReasons, ...results }: CampaignResults): PeopleRate[] {
  const refused = failedReasons.find(({ reason }) => reason === 'no_mailbox')?.count ?? 0
  const ofDelivered: Rate['of'] = [delivered, 'delivered']
  const { rates, replied, unsubscribed } = results
  return [
    {
      ...{ did: 'replied', label: 'Replied', part: replied, of: ofDelivered },
      share: delivered === 0 ? null : replied / delivered,
      means: 'People who wrote back, where the provider tells that.',
    },
    {
      ...{ did: 'unsubscribed', label: 'Opted out', share: rates.unsubscribed, part: unsubscribed, of: ofDelivered },
      means: 'People who answered STOP, or told the provider so, after this message.',
    },
    {
      ...{ did: 'bounced', label: 'Bounced', share: rates.bounced, part: bounced, of: [sent + refused, 'handed over'] },
      means: 'Addresses that do not exist, said at once or later, of all that were handed over.',
    },
  ]
}

function ratesOf({ sent, delivered, opened, clicked, bounced, ...results }: CampaignResults): PeopleRate[] {
  const { rates, failedReasons } = results
  const refused = failedReasons.find(({ reason }) => reason === 'no_mailbox')?.count ?? 0
  const ofDelivered: Rate['of'] = [delivered, 'delivered']
  return [
    {
      ...{ did: 'opened', label: 'Opened', share: rates.opened, part: opened.people, of: ofDelivered },
      means: 'People who opened it, of those it was delivered to. Whoever has pictures off is not seen.',
    },
    {
      ...{ did: 'clicked', label: 'Clicked', share: rates.clicked, part: clicked.people, of: ofDelivered },
      means: 'People who clicked a link, of those it was delivered to.',
    },
    {
      ...{ did: 'clicked', label: 'Click to open', share: rates.clickToOpen, part: clicked.people },
      of: [opened.people, 'opened'],
      means: 'People who clicked a link, of those who opened it. It tells about the message rather than its subject.',
    },
    {
      ...{
        did: 'unsubscribed',
        label: 'Unsubscribed',
        share: rates.unsubscribed,
        part: results.unsubscribed,
        of: ofDelivered,
      },
      means: 'People who unsubscribed by this message, of those it was delivered to.',
    },
    {
      ...{
        did: 'bounced',
        label: 'Bounced',
        share: rates.bounced,
        part: bounced,
        of: [sent + refused, 'handed over'],
        limits: BOUNCE_LIMITS,
      },
      means:
        'Mailboxes that do not exist, said at once or later, of all that were handed over. Under 2 % is healthy; from 5 % on, providers stop senders.',
    },
    {
      ...{ did: 'complained', label: 'Complained', share: rates.complained, part: results.complained, of: ofDelivered },
      limits: COMPLAINT_LIMITS,
      means:
        'People who pressed “spam”, of those it was delivered to. Gmail and Yahoo want less than 0.1 % and act from 0.3 % on.',
    },
  ]
}
