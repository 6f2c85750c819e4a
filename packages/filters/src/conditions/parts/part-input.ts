/** Every editor for the parts of a condition, with what the part is in JSON. */
export const PART_INPUTS = {
  window: 'a window such as {"last":"30d"}: last, before, from, to or calendar',
  choice: 'one option',
  choices: 'a list of one or more options',
  thing: 'an id or an exact name',
  things: 'a list of one or more ids or exact names',
  text: 'a text',
  percent: 'a percentage from 0 to 100 with at most two decimals',
  count: 'how often, such as {"op":"gte","value":3}',
  'number-test': 'a number test such as {"op":"gte","value":100}',
  'text-test': 'a text test such as {"op":"contains","value":"/pricing"}',
  'property-tests': 'a list of tests such as {"property":"amount","op":"gte","value":100}',
  aggregate: 'an aggregate such as {"fn":"sum","property":"amount","op":"gt","value":500}',
  campaigns: 'a list of campaigns by id or name, or {"last":5} for the five launched last',
} as const

/** The editor that the builder shows for a part. */
export type PartInput = keyof typeof PART_INPUTS
