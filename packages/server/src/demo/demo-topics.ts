import type { createTopic } from '../store/topics.ts'
import type { Chance } from './chance.ts'
import type { DemoPerson } from './people.ts'

type DemoTopic = Parameters<typeof createTopic>[1]

const open = { visibility: 'public', isActive: true } as const

export const DEMO_TOPICS: readonly DemoTopic[] = [
  {
    ...open,
    name: 'Trail Letter',
    description: 'Eight letters a year: walks, maps, mending.',
    default: 'opt_in',
    displayOrder: 1,
  },
  { ...open, name: 'Sales', description: 'Twice a year, when prices fall.', default: 'opt_in', displayOrder: 2 },
  {
    ...open,
    name: 'Evenings and walks',
    description: 'Invitations to our stores and to walks near you.',
    default: 'opt_out',
    displayOrder: 3,
  },
]

/** What somebody said about a topic. */
export type DatedAnswer = { topic: string; subscribed: boolean; at: Date }

/** Few people ever answer; most of them by the link at the foot of a letter. */
const ANSWERS = 0.07

/** Draws what somebody answered since they came. */
export function drawAnswers(chance: Chance, { person, now }: { person: DemoPerson; now: Date }): DatedAnswer[] {
  if (!person.given.email || !chance.is(ANSWERS)) return []
  const topic = chance.pick(DEMO_TOPICS)
  return [
    {
      topic: topic.name,
      subscribed: chance.is(topic.default === 'opt_in' ? 0.3 : 0.9),
      at: chance.moment(person.createdAt, now),
    },
  ]
}
