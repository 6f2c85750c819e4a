import { expect, it } from 'vitest'
import type { CampaignHealth } from '../../store/bounces.ts'
import { problemOf } from './brake.ts'

it.each<[Omit<CampaignHealth, 'refusals'>, string | undefined]>([
  [{ delivered: 0, bounced: 199, complained: 199 }, undefined],
  [{ delivered: 190, bounced: 10, complained: 0 }, undefined],
  [
    { delivered: 189, bounced: 11, complained: 0 },
    '11 of 200 messages bounced (5.5 %; mailbox providers tolerate 5 %)',
  ],
  [{ delivered: 1_000, bounced: 0, complained: 3 }, undefined],
  [{ delivered: 1_000, bounced: 0, complained: 4 }, '4 of 1000 messages were reported as spam (0.4 %;'],
])('%j: %s', (health, problem) => check({ ...health, refusals: [] }, problem))

const fine = { judged: 48_000, refused: 900 }
it.each<[CampaignHealth['refusals'], string | undefined]>([
  [[{ judged: 199, refused: 199 }], undefined],
  [[fine, { judged: 1_000, refused: 499 }], undefined],
  [[{ judged: 300, refused: 150 }], '150 of 300 messages were refused, or could not be delivered,'],
  [[fine, { judged: 1_000, refused: 640 }], '640 of 1000 messages were refused, or could not be delivered,'],
])('refused %j: %s', (refusals, problem) => check({ delivered: 47_000, bounced: 0, complained: 0, refusals }, problem))

function check(health: CampaignHealth, problem: string | undefined) {
  if (problem === undefined) expect(problemOf(health)).toBeUndefined()
  else expect(problemOf(health)).toContain(problem)
}
