import { suggestion } from '../closest.ts'
import type { Facts, Warning } from '../facts.ts'
import { constant, every, hasEvents } from '../primitives.ts'
import { quoted } from '../quoted.ts'
import { instantWithin, presentSecond } from '../window-lowering.ts'
import { CHANNELS } from './channels.ts'
import { longAgoWarning } from './long-ago-warning.ts'
import { aggregatePart, lowerAggregate } from './parts/aggregate-part.ts'
import { timesPart } from './parts/count-part.ts'
import { toNumberTest } from './parts/number-test-lowering.ts'
import { propertyColumn } from './parts/property-part.ts'
import { textPart } from './parts/text-part.ts'
import { lowerTest, propertyTests } from './parts/value-test.ts'
import { wherePart } from './parts/where-part.ts'
import { whichPart } from './parts/which-part.ts'
import { windowPart } from './parts/window-part.ts'
import { question } from './question/question.ts'
import { refuseCountOfOne } from './refuse-count-of-one.ts'

const MESSAGE_NAME = new RegExp(`^(${CHANNELS.join('|')})\\.`)

/** Events of your own: what happened, how often, with which properties, adding up to what. */
export const event = question({
  id: 'event',
  summary: 'Events of your own: what happened, how often, with which properties, adding up to what.',
  label: 'Event',
  group: 'Activity',
  operators: [
    { id: 'did', label: 'did' },
    { id: 'did_not', label: 'did not' },
  ],
  parts: {
    name: textPart({
      key: 'name',
      label: 'Name',
      flaw: (name) =>
        MESSAGE_NAME.test(name)
          ? 'Events of messages are asked for with "type": "engagement"; no event of your own begins like this.'
          : undefined,
    }),
    window: windowPart({ key: 'window', label: 'When' }),
    which: whichPart,
    count: timesPart,
    where: wherePart,
    aggregate: aggregatePart,
  },
  flaws: (values, { report }) => refuseCountOfOne(values, report),
  words: (_values, { is, part }) => {
    const what = `event ${part('name')} ${is ? 'happened' : 'did not happen'}`
    return (
      what +
      ['where', 'aggregate'].map((name) => part(name, ' ')).join('') +
      part('count', ' ') +
      part('which', ' ') +
      part('window', ' ')
    )
  },
  lower: ({ name = '', window, which, count, where = [], aggregate }, { now, catalog }) => {
    const clock = { now, timezone: catalog.timezone }
    return hasEvents({
      event: `event:${name}`,
      until: presentSecond(clock),
      where: every(where.map((test) => lowerTest(test, propertyTests, propertyColumn(test.property)))),
      window: window ? instantWithin('at', window, clock) : constant(true),
      ...(which && { which }),
      ...(count && { count: toNumberTest(count) }),
      ...(aggregate && { aggregate: lowerAggregate(aggregate) }),
    })
  },
  warn: ({ name = '', window, where = [], aggregate }, { is, facts }) => [
    ...longAgoWarning(!is, window),
    ...unheardOf(name, [...where, ...[aggregate ?? []].flat()], facts),
  ],
  examples: [
    [
      { events: { 'event:purchase': [{ at: 1_770_000_000, properties: { amount: 100 } }] } },
      { name: 'purchase', op: 'did', where: [{ property: 'amount', op: 'gte', value: 100 }] },
      true,
    ],
    [
      { events: { 'event:purchase': [{ at: 1_770_000_000, properties: { amount: '100' } }] } },
      { name: 'purchase', op: 'did', where: [{ property: 'amount', op: 'gte', value: 100 }] },
      false,
    ],
    [
      { events: { 'event:purchase': [{ at: 1_770_000_000, properties: { items: [{ sku: 'A' }, { sku: 'B' }] } }] } },
      { name: 'purchase', op: 'did', where: [{ property: 'items.sku', op: 'is', values: ['b', 'c'] }] },
      true,
    ],
    [
      {
        events: {
          'event:purchase': [
            { at: 1_770_000_000, properties: { amount: 0.1 } },
            { at: 1_770_000_001, properties: { amount: 0.2 } },
          ],
        },
      },
      { name: 'purchase', op: 'did', aggregate: { fn: 'sum', property: 'amount', op: 'eq', value: 0.3 } },
      true,
    ],
    [
      { events: { 'event:purchase': [{ at: 1_770_000_000, properties: { amount: null } }] } },
      { name: 'purchase', op: 'did', aggregate: { fn: 'sum', property: 'amount', op: 'neq', value: 500 } },
      false,
    ],
    [{ events: { 'event:login': [{ at: 1_770_000_000 }] } }, { name: 'Login', op: 'did' }, false],
    [
      { events: { 'event:login': [{ at: 1_760_000_000 }, { at: 1_770_000_000 }] } },
      { name: 'login', op: 'did_not', which: 'first', window: { last: '30d' } },
      true,
    ],
    [{}, { name: 'login', op: 'did_not' }, true],
  ],
})

function unheardOf(name: string, tests: readonly { property: string }[], { events }: Facts): Warning[] {
  if (!events) return []
  const known = events.get(name)
  if (!known) {
    const detail = `No event ${quoted(name)} has been recorded yet.${suggestion(name, events.keys())}`
    return [{ code: 'unknown_event', detail, pointer: '/name' }]
  }
  return tests
    .filter(({ property }) => !known.has(property))
    .map(({ property }) => ({
      code: 'unknown_property',
      detail: `No event ${quoted(name)} has had a property ${quoted(property)} yet.${suggestion(property, known)}`,
    }))
}
