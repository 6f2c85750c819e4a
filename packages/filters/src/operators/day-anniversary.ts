import { z } from 'zod'
import { anniversaryOf } from '../primitives.ts'
import { missing, operator } from './operator.ts'
import { anniversaryWindow, daysOf, years } from './window-argument.ts'
import { anniversaryWords } from './wording.ts'

/** Dates whose month and day come round. */
export const dayAnniversary = operator({
  id: 'anniversary',
  on: 'day',
  argument: z.tuple([anniversaryWindow], years),
  keys: { window: anniversaryWindow, years: years.optional() },
  input: 'anniversary',
  words: anniversaryWords,
  lower: (column, [window, nth], clock) =>
    anniversaryOf(column, { counts: 'days', days: daysOf(window), ...(nth !== undefined && { years: nth }) }, clock),
  examples: [
    ['1990-02-11', [{ calendar: 'today' }], true],
    ['1990-02-12', [{ calendar: 'today' }], false],
    ['1990-02-17', [{ next: '7d' }], true],
    ['1990-02-18', [{ next: '7d' }], false],
    ['2000-02-29', [{ next: '18d' }], true],
    ['2026-02-11', [{ calendar: 'today' }], false],
    ['1996-02-11', [{ calendar: 'today' }, 30], true],
    ['1996-02-11', [{ calendar: 'today' }, 29], false],
    ['--02-11', [{ calendar: 'today' }], true],
    ['--02-11', [{ calendar: 'today' }, 30], false],
    [missing, [{ calendar: 'today' }], false],
  ],
})
