import { constant, every, hasCode, hasOpportunities, range } from '../primitives.ts'
import { instantWithin, presentSecond } from '../window-lowering.ts'
import { choicesPart } from './parts/choice-part.ts'
import { countPart } from './parts/count-part.ts'
import { toNumberTest } from './parts/number-test-lowering.ts'
import { numberTestPart } from './parts/number-test-part.ts'
import { stagesPart } from './parts/stages-part.ts'
import { thingPart } from './parts/thing-part.ts'
import { lowerTest, numberTests } from './parts/value-test.ts'
import { windowPart } from './parts/window-part.ts'
import { question } from './question/question.ts'

/** What may have become of an opportunity. */
export const OPPORTUNITY_STATUSES = ['open', 'won', 'lost', 'abandoned'] as const

/** The opportunities of a contact that satisfy all that is given. */
export const opportunity = question({
  id: 'opportunity',
  summary:
    'The opportunities of a contact that satisfy all that is given; the window is asked of the last change of stage.',
  label: 'Opportunity',
  group: 'Sales',
  operators: [
    { id: 'has', label: 'has' },
    { id: 'has_not', label: 'has not' },
  ],
  parts: {
    pipeline: thingPart({ kind: 'pipeline', label: 'Pipeline' }),
    stages: stagesPart,
    status: choicesPart({ key: 'status', label: 'Status', options: OPPORTUNITY_STATUSES }),
    value: numberTestPart({ key: 'value', label: 'Value' }),
    count: countPart({ unit: 'of them', none: 'none' }),
    window: windowPart({ key: 'window', label: 'Last change of stage' }),
  },
  words: ({ count }, { is, part }) => {
    const which = part('pipeline', ' in pipeline ') + part('stages', ' at stage ') + part('status', ' with status ')
    const what = part('value', ' whose value ') + part('window', ' whose stage changed ')
    const noun = count ? 'opportunities' : 'an opportunity'
    return `${is ? 'has' : 'does not have'} ${noun}${which}${what}${count ? ` (${part('count')})` : ''}`
  },
  lower: ({ pipeline, stages, status, value, count, window }, { now, catalog }) => {
    const clock = { now, timezone: catalog.timezone }
    return hasOpportunities({
      where: every([
        pipeline === undefined ? ANY : hasCode('pipeline', [pipeline]),
        stages ? hasCode('stage', stages) : ANY,
        status ? hasCode('status', status) : ANY,
        value ? lowerTest(value, numberTests, 'value') : ANY,
        window
          ? every([range('stageSince', { to: presentSecond(clock) }), instantWithin('stageSince', window, clock)])
          : ANY,
      ]),
      ...(count && { count: toNumberTest(count) }),
    })
  },
  examples: [
    [
      { opportunities: [{ pipeline: 'pip_sales', stage: 'stg_won', status: 'open', value: 1_000, stageSince: 0 }] },
      { op: 'has', pipeline: 'Sales', stages: ['Qualified'], status: ['open'], value: { op: 'gte', value: 1_000 } },
      false,
    ],
    [
      {
        opportunities: [{ pipeline: 'pip_sales', stage: 'stg_qualified', status: 'open', value: null, stageSince: 0 }],
      },
      { op: 'has', stages: ['Qualified'], value: { op: 'neq', value: 5 } },
      true,
    ],
    [
      {
        opportunities: [
          { pipeline: 'pip_sales', stage: 'stg_new', status: 'won', value: 5, stageSince: 1_770_000_000 },
        ],
      },
      { op: 'has', window: { last: '30d' }, count: { op: 'eq', value: 1 } },
      true,
    ],
    [{}, { op: 'has', status: ['open'] }, false],
    [{}, { op: 'has_not', status: ['open'] }, true],
  ],
})

const ANY = constant(true)
