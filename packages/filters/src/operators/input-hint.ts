/** Every editor for operands, with what the operand is in JSON; a moment is a date, or an instant with its offset. */
export const INPUTS = {
  none: 'nothing',
  text: 'a list of one text',
  texts: 'a list of one or more texts',
  number: 'a list of one number',
  numbers: 'a list of one or more numbers',
  'two-numbers': 'a list of two numbers, the lower one first',
  choices: 'a list of one or more options',
  tags: 'a list of one or more tag names or ids',
  date: 'a list of one date such as ["2007-09-01"]',
  'two-dates': 'a list of two dates, the earlier one first, such as ["2007-09-01", "2007-09-30"]',
  moment: 'a list of one date or time such as ["2007-09-01"] or ["2007-09-01T08:30:00Z"]',
  'two-moments': 'a list of two dates or times, the earlier one first',
  window: '"window", such as {"last":"30d"}: last, before, from, to, calendar or next',
  anniversary: '"window", {"calendar":"today"} or {"next":"7d"}, and perhaps "years"',
} as const

/** The editor that the builder shows for an operator's operand. */
export type InputHint = keyof typeof INPUTS
