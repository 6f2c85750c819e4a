import { choiceIs } from '../operators/choice-is.ts'
import { choiceIsNot } from '../operators/choice-is-not.ts'
import { fixedChoices } from '../values/choices.ts'
import { comparison } from './comparison/comparison.ts'
import { oneSubject } from './comparison/subject.ts'

/** The stages of the funnel in order, and `none`; never missing. */
export const FUNNEL_STAGES = ['aware', 'engaged', 'customer', 'loyal_customer', 'promoter', 'none'] as const

/** The stages as people read them. */
export const funnelChoices = fixedChoices(FUNNEL_STAGES, {
  labels: new Map([
    ['loyal_customer', 'loyal customer'],
    ['none', 'no stage'],
  ]),
})

const operators = [choiceIs, choiceIsNot]

/** How far a contact has come. */
export const funnel = comparison({
  id: 'funnel',
  summary: `How far a contact has come: ${FUNNEL_STAGES.join(', ')}.`,
  subjects: oneSubject(() => ({
    label: 'Funnel stage',
    group: 'Contact',
    words: 'funnel stage',
    column: 'funnel',
    operators,
    choices: funnelChoices,
    canBeEmpty: false,
  })),
  operators,
  operandKey: 'values',
  examples: [
    [{ columns: { funnel: 'customer' } }, { op: 'is', values: ['customer', 'loyal_customer'] }, true],
    [{ columns: { funnel: 'none' } }, { op: 'is', values: ['aware'] }, false],
    [{ columns: { funnel: 'none' } }, { op: 'is_not', values: ['none'] }, false],
    [{}, { op: 'is', values: ['aware'] }, false],
  ],
})
