import { expect, it } from 'vitest'
import { type GivenStage, planStages } from './plan-stages.ts'

const CURRENT = [
  { id: 'stg_a', name: 'New' },
  { id: 'stg_b', name: 'Qualified' },
  { id: 'stg_c', name: 'Won' },
]

/** The plan as `id name` in order, then `- id` for those that go; or the pointers of what is wrong. */
function check(given: GivenStage[], expected: string[]) {
  const plan = planStages(CURRENT, given)
  if ('problems' in plan) return expect(plan.problems.map(({ pointer }) => pointer)).toEqual(expected)
  const kept = plan.stages.map(({ id, name }) => `${id ?? 'new'} ${name}`)
  expect([...kept, ...plan.removed.map(({ id }) => `- ${id}`)]).toEqual(expected)
}

it.each<[GivenStage[], string[]]>([
  [
    ['Won', 'New', 'Qualified'],
    ['stg_c Won', 'stg_a New', 'stg_b Qualified'],
  ],
  [
    ['New', 'Proposal', 'Won'],
    ['stg_a New', 'new Proposal', 'stg_c Won', '- stg_b'],
  ],
  [
    [{ id: 'stg_a', name: 'Lead' }, 'Qualified', 'Won'],
    ['stg_a Lead', 'stg_b Qualified', 'stg_c Won'],
  ],
  [
    [{ id: 'stg_a', name: 'Qualified' }, { id: 'stg_b', name: 'New' }, { name: 'Won' }],
    ['stg_a Qualified', 'stg_b New', 'stg_c Won'],
  ],
  // The id takes the old stage, so that its old name is a new one.
  [
    [{ id: 'stg_a', name: 'Lead' }, 'New'],
    ['stg_a Lead', 'new New', '- stg_b', '- stg_c'],
  ],
  [
    ['New', 'won', 'Won'],
    ['stg_a New', 'new won', 'stg_c Won', '- stg_b'],
  ],
  [['New', 'New'], ['/stages/1/id']],
  [['One', 'One'], ['/stages/1']],
  [['Cafe\u0301', 'Café'], ['/stages/1']],
  [[{ id: 'stg_x', name: 'Else' }], ['/stages/0/id']],
  [
    [
      { id: 'stg_a', name: 'A' },
      { id: 'stg_a', name: 'B' },
    ],
    ['/stages/1/id'],
  ],
])('plans %j as %j', check)
