import type { Catalog } from '../catalog.ts'

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
  named: {
    tag: [
      { id: 'tag_vip', name: 'VIP' },
      { id: 'tag_lower', name: 'vip' },
      { id: 'tag_customer', name: 'Customer' },
    ],
  },
}
