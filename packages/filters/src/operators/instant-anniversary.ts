import { z } from 'zod'
import { anniversaryOf } from '../primitives.ts'
import { missing, operator } from './operator.ts'
import { anniversaryWindow, daysOf, years } from './window-argument.ts'
import { anniversaryWords } from './wording.ts'

/** Instants, by their day in the project, whose month and day come round. */
export const instantAnniversary = operator({
  id: 'anniversary',
  on: 'instant',
  argument: z.tuple([anniversaryWindow], years),
  keys: { window: anniversaryWindow, years: years.optional() },
  input: 'anniversary',
  words: anniversaryWords,
  lower: (column, [window, nth], clock) =>
    anniversaryOf(column, { counts: 'seconds', days: daysOf(window), ...(nth !== undefined && { years: nth }) }, clock),
  examples: [
    ['1990-02-11T23:59:59Z', [{ calendar: 'today' }], true],
    ['1990-02-12T00:00:00Z', [{ calendar: 'today' }], false],
    ['2025-02-11T00:00:00Z', [{ next: '7d' }, 1], true],
    ['2025-02-18T00:00:00Z', [{ next: '7d' }, 1], false],
    ['2026-02-11T00:00:00Z', [{ calendar: 'today' }], false],
    [missing, [{ calendar: 'today' }], false],
  ],
})
