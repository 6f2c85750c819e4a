/** A rule that most projects want one day, with a name that says what it is for. */
export type StarterFilter = { id: string; name: string; description: string; filters: object }

const all = (...conditions: object[]) => ({ match: 'all', conditions })

const message = (event: string, op: string, rest: object = {}) => ({ type: 'engagement', event, op, ...rest })
const last = (duration: string) => ({ window: { last: duration } })

/** Rules to start from. They name nothing of a project, so that each is valid in all of them. */
export const starterFilters: readonly StarterFilter[] = [
  {
    id: 'new',
    name: 'New in the last 14 days',
    description: 'For a welcome, while they still remember why they came.',
    filters: all({ type: 'field', field: 'createdAt', op: 'within', ...last('14d') }),
  },
  {
    id: 'engaged-30',
    name: 'Engaged in the last 30 days',
    description: 'Opened or clicked lately: those who are glad to hear from you.',
    filters: engaged('30d'),
  },
  {
    id: 'engaged-60',
    name: 'Engaged in the last 60 days',
    description: 'A wider circle of those who read what you send.',
    filters: engaged('60d'),
  },
  {
    id: 'engaged-90',
    name: 'Engaged in the last 90 days',
    description: 'As far as most mailbox providers look back.',
    filters: engaged('90d'),
  },
  {
    id: 'clicked-30',
    name: 'Clicked in the last 30 days',
    description: 'A click is a decision, an open may be a machine.',
    filters: all(message('clicked', 'did', last('30d'))),
  },
  {
    id: 'opened-not-clicked',
    name: 'Opens but never clicks',
    description: 'They read, and nothing made them act yet.',
    filters: all(message('opened', 'did', last('90d')), message('clicked', 'did_not')),
  },
  {
    id: 'never-opened',
    name: 'Never opened',
    description: 'Got mail and opened none of it, as far as can be told.',
    filters: all(message('sent', 'did'), message('opened', 'did_not'), message('clicked', 'did_not')),
  },
  {
    id: 'at-risk',
    name: 'At risk',
    description: 'Used to open or click, and has not for 90 days.',
    filters: all(
      { match: 'any', conditions: [message('opened', 'did'), message('clicked', 'did')] },
      message('opened', 'did_not', last('90d')),
      message('clicked', 'did_not', last('90d')),
    ),
  },
  {
    id: 'dormant',
    name: 'Dormant for half a year',
    description: 'Got mail for long without a sign of life: ask once, then let them go.',
    filters: all(
      { type: 'field', field: 'createdAt', op: 'within', window: { before: '180d' } },
      message('sent', 'did', last('180d')),
      message('opened', 'did_not', last('180d')),
      message('clicked', 'did_not', last('180d')),
    ),
  },
  {
    id: 'never-contacted',
    name: 'Never contacted',
    description: 'Subscribed, and nothing was sent to them yet.',
    filters: all({ type: 'status', op: 'is', values: ['subscribed'] }, message('sent', 'did_not')),
  },
  {
    id: 'unconfirmed',
    name: 'Not subscribed yet',
    description: 'Known, but they have not agreed to marketing.',
    filters: all({ type: 'status', op: 'is', values: ['non-subscribed'] }),
  },
  {
    id: 'bad-addresses',
    name: 'Addresses to check',
    description: 'Bounced, invalid or risky: mend them or remove them.',
    filters: {
      match: 'any',
      conditions: [
        { type: 'status', op: 'is', values: ['bounced'] },
        { type: 'validation', op: 'is', values: ['invalid', 'risky'] },
      ],
    },
  },
  {
    id: 'customers',
    name: 'Customers',
    description: 'Everyone who bought, by their stage in the funnel, without those who are lost.',
    filters: all(
      { type: 'funnel', op: 'is', values: ['customer', 'loyal_customer', 'promoter'] },
      { type: 'lost', op: 'is_not' },
    ),
  },
  {
    id: 'open-opportunities',
    name: 'With an open opportunity',
    description: 'Somebody is talking with them about a purchase.',
    filters: all({ type: 'opportunity', op: 'has', status: ['open'] }),
  },
  {
    id: 'no-name',
    name: 'Without a name',
    description: 'A greeting would have to do without it.',
    filters: all({ type: 'field', field: 'name', op: 'is_empty' }),
  },
]

function engaged(duration: string) {
  return {
    match: 'any',
    conditions: [message('opened', 'did', last(duration)), message('clicked', 'did', last(duration))],
  }
}
