import type { NewField } from '../store/fields.ts'
import type { Shares } from './chance.ts'

/** What people like to do outside. */
export const INTERESTS: Shares<string> = [
  ['Hiking', 34],
  ['Climbing', 18],
  ['Camping', 22],
  ['Trail Running', 14],
  ['Skiing', 12],
]

/** What the shop wants to know of people besides what every contact has. */
export const DEMO_FIELDS: NewField[] = [
  {
    key: 'plan',
    name: 'Plan',
    type: 'select',
    options: ['Free', 'Pro', 'Team'],
    description: 'The membership that they have',
  },
  { key: 'ltv', name: 'Lifetime value', type: 'number', description: 'What they spent so far, in dollars' },
  { key: 'orders', name: 'Orders', type: 'number', description: 'How often they bought something' },
  { key: 'last_purchase', name: 'Last purchase', type: 'date' },
  { key: 'city', name: 'City', type: 'text' },
  { key: 'birthday', name: 'Birthday', type: 'date', description: 'Some people leave the year out' },
  { key: 'newsletter', name: 'Newsletter', type: 'boolean', description: 'What they answered at checkout' },
  {
    key: 'interests',
    name: 'Interests',
    type: 'list',
    options: INTERESTS.map(([interest]) => interest),
    description: 'What they like to do outside',
  },
]
