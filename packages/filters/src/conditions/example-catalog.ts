import type { Catalog } from '../catalog.ts'

// Wednesday, 11 February 2026, noon in UTC.
/** The instant, in seconds, at which the examples of operators and conditions are asked. */
export const EXAMPLE_NOW = 1_770_811_200

/** The project in which the examples of conditions are asked: one custom field of each type, in UTC. */
export const EXAMPLE_CATALOG: Catalog = {
  timezone: 'UTC',
  fields: [
    { key: 'city', name: 'City', type: 'text' },
    { key: 'ltv', name: 'Lifetime value', type: 'number' },
    { key: 'vip', name: 'VIP', type: 'boolean' },
    { key: 'birthday', name: 'Birthday', type: 'date' },
    { key: 'lastSeen', name: 'Last seen', type: 'instant' },
    { key: 'plan', name: 'Plan', type: 'select', options: ['free', 'pro', 'team'] },
    { key: 'colours', name: 'Colours', type: 'list', options: ['red', 'green', 'blue'] },
    { key: 'website', name: 'Website', type: 'url' },
    { key: 'workEmail', name: 'Work email', type: 'email' },
    { key: 'mobile', name: 'Mobile', type: 'phone' },
  ],
  launches: [
    { campaign: 'cmp_spring', at: 1_769_000_000 },
    { campaign: 'cmp_winter', at: 1_760_000_000 },
  ],
  named: {
    tag: [
      { id: 'tag_vip', name: 'VIP' },
      { id: 'tag_lower', name: 'vip' },
      { id: 'tag_customer', name: 'Customer' },
    ],
    campaign: [
      { id: 'cmp_spring', name: 'Spring' },
      { id: 'cmp_winter', name: 'Winter' },
    ],
    topic: [
      { id: 'top_news', name: 'Newsletter', default: 'opt_in' },
      { id: 'top_offers', name: 'Offers', default: 'opt_out' },
    ],
    segment: [
      { id: 'seg_team', name: 'Team' },
      {
        id: 'seg_subscribed',
        name: 'Subscribed',
        filter: { match: 'all', conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] },
      },
    ],
    pipeline: [
      {
        id: 'pip_sales',
        name: 'Sales',
        stages: [
          { id: 'stg_new', name: 'New' },
          { id: 'stg_qualified', name: 'Qualified' },
        ],
      },
    ],
  },
}
