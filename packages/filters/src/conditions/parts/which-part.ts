import { choicePart } from './choice-part.ts'
import type { Part } from './part.ts'

/** Whether the window is asked of any event, or of the first or the last one. */
export const whichPart: Part<'first' | 'last'> = {
  ...choicePart({ key: 'which', label: 'Which', options: ['any', 'first', 'last'], absent: 'any' }),
  parse: (raw, reading) => {
    const which = anyWhich.parse(raw, reading)
    return which === 'first' || which === 'last' ? which : undefined
  },
  words: (which) => `for the ${which} time`,
}

const anyWhich = choicePart({ key: 'which', label: 'Which', options: ['any', 'first', 'last'], absent: 'any' })
