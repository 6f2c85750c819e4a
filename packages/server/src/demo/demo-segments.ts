import { springSale } from './demo-tags.ts'

/** A segment as POST /v1/segments would get it. */
export type DemoSegment = { name: string; description: string; filters: object }

/** The shop's dynamic segments at `now`. */
export function demoSegments(now: Date): DemoSegment[] {
  return [...datedSegments(now), ...SEGMENTS]
}

const group =
  (match: 'all' | 'any' | 'none') =>
  (...conditions: object[]) => ({ match, conditions })
const all = group('all')
const any = group('any')
const none = group('none')

function has(tag: string): object {
  return { type: 'tag', op: 'has_any', tags: [tag] }
}

function field(key: string, op: string, ...values: (string | number)[]): object {
  return { type: 'field', field: key, op, ...(values.length > 0 && { values }) }
}

function engagement(event: string, op: 'did' | 'did_not', last: string): object {
  return { type: 'engagement', event, op, window: { last } }
}

const SEGMENTS: readonly DemoSegment[] = [
  {
    name: 'VIPs in Indonesia',
    description: 'Get an invitation to the opening of the Jakarta store.',
    filters: all(has('VIP'), field('country', 'is', 'ID')),
  },
  {
    name: 'Newsletter readers who never bought',
    description: 'Said yes to the newsletter and have no order yet.',
    filters: all(field('newsletter', 'is_true'), any(field('orders', 'eq', 0), field('orders', 'is_empty'))),
  },
  {
    name: 'Spent over 1,000',
    description: 'The people the shop lives on.',
    filters: all(field('ltv', 'gt', 1_000)),
  },
  {
    name: 'Webinar guests who have not bought',
    description: 'Came to a Tuesday evening about gear and went home without any.',
    filters: all(has('Source: Webinar'), { type: 'tag', op: 'has_none', tags: ['Stage: Customer'] }),
  },
  {
    name: 'Hikers in Germany and France',
    description: 'For the letter about long-distance paths.',
    filters: all(field('interests', 'is', 'Hiking'), field('country', 'is', 'DE', 'FR')),
  },
  {
    name: 'Trail runners in Jakarta and Bandung',
    description: 'The Sunday group runs where they live.',
    filters: all(field('interests', 'is', 'Trail Running'), field('city', 'is', 'Jakarta', 'Bandung')),
  },
  {
    name: 'Reads Japanese',
    description: 'Gets letters in Japanese wherever they live.',
    filters: all(field('language', 'is', 'ja')),
  },
  {
    name: 'Guides and instructors',
    description: 'Take others outside for a living; half price on ropes.',
    filters: all(field('jobTitle', 'contains', 'guide', 'instructor', 'coach')),
  },
  {
    name: 'Beta users who spend 200 to 500',
    description: 'Good people to ask what they miss: interested, not yet VIPs.',
    filters: all(has('Beta User'), field('ltv', 'between', 200, 500)),
  },
  {
    name: 'VIPs who have not opened in 60 days',
    description: 'A hand-written card may do what a letter did not.',
    filters: all(has('VIP'), engagement('opened', 'did_not', '60d')),
  },
  {
    name: 'Opened this month, not clicked in 60 days',
    description: 'They read; the links do not tempt them.',
    filters: all(engagement('opened', 'did', '30d'), engagement('clicked', 'did_not', '60d')),
  },
  {
    name: 'Joined in the last 30 days',
    description: 'Get the three letters of welcome.',
    filters: all({ type: 'field', field: 'createdAt', op: 'within', window: { last: '30d' } }),
  },
  {
    name: 'Bought for 100 or more, twice in a year',
    description: 'First to hear of new boots.',
    filters: all({
      ...{ type: 'event', name: 'purchase', op: 'did', window: { last: '1y' } },
      where: [{ property: 'amount', op: 'gte', value: 100 }],
      count: { op: 'gte', value: 2 },
    }),
  },
  {
    name: 'Addresses to check',
    description: 'Mistyped, shared by several people, or bounced.',
    filters: any(
      { type: 'validation', op: 'is', values: ['invalid', 'risky'] },
      { type: 'status', op: 'is', values: ['bounced'] },
    ),
  },
]

// Whole months before now, because a filter's dates stand still.
function datedSegments(now: Date): DemoSegment[] {
  const quietSince = monthBefore(now, 5)
  return [
    {
      name: `Pro plan, no purchase since ${quietSince.name}`,
      description: 'Pay for membership and do not use it. Write to them before they notice.',
      filters: all(
        field('plan', 'is', 'Pro'),
        any(field('last_purchase', 'before', quietSince.firstDay), field('last_purchase', 'is_empty')),
      ),
    },
    {
      name: 'Missed the spring sale',
      description: 'Were customers before it opened and did not buy in it.',
      filters: all(
        has('Stage: Customer'),
        field('createdAt', 'before', toDay(springSale(now))),
        none(has('Got: Spring Sale')),
      ),
    },
  ]
}

/** The first day of the month so many months ago, and what people call the month. */
function monthBefore(now: Date, months: number): { name: string; firstDay: string } {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1))
  const name = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(first)
  return { name, firstDay: toDay(first) }
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}
