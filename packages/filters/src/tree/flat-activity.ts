import { isObject } from '../is-object.ts'
import { step } from '../problem.ts'
import { alternatives, shown } from '../shown.ts'
import { ownProperty } from './own-property.ts'
import type { RawEntry } from './raw-entry.ts'

/** An activity of the flat form, `{ action, mode, unit?, amount?, from?, to?, channel?, campaignId? }`, as a condition. */
export function flatActivity(item: unknown, pointer: string): RawEntry {
  const problem = problemOf(item)
  if (problem || !isObject(item)) {
    const [at, detail] = problem ?? ['', `${shown(item)} does not fit.`]
    return { raw: null, place: () => pointer + at, problem: { pointer: pointer + at, detail } }
  }
  const given = (key: string): unknown => ownProperty(item, key)
  const [mode, channel, campaign] = [given('mode'), given('channel'), given('campaignId')]
  const duration = `${given('amount')}${given('unit') === 'hours' ? 'h' : 'd'}`
  const [from, to] = [given('from'), given('to')]
  return {
    raw: {
      type: 'engagement',
      event: given('action'),
      op: mode === 'never' ? 'did_not' : 'did',
      ...(channel !== undefined && { channel }),
      ...(campaign !== undefined && { campaigns: [campaign] }),
      ...(mode === 'within' && { window: { last: duration } }),
      ...(mode === 'before' && { which: 'last', window: { before: duration } }),
      ...(mode === 'between' && { window: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) } }),
    },
    place: (inside) => pointer + placeOf(inside),
  }
}

const ACTIONS = ['sent', 'received', 'opened', 'clicked']
const UNITS = ['hours', 'days']

/** The keys that each mode takes beside those that all take. */
const MODES: Record<string, string[]> = {
  within: ['unit', 'amount'],
  before: ['unit', 'amount'],
  never: [],
  between: ['from', 'to'],
}

function problemOf(item: unknown): [at: string, detail: string] | undefined {
  if (!isObject(item))
    return ['', `${shown(item)} does not fit: give an object such as {"action":"opened","mode":"never"}.`]
  const [action, mode, unit, amount] = ['action', 'mode', 'unit', 'amount'].map((key) => ownProperty(item, key))
  if (!ACTIONS.some((known) => known === action))
    return ['/action', `${shown(action)} is no action: it may be ${alternatives(ACTIONS)}.`]
  const own = typeof mode === 'string' && Object.hasOwn(MODES, mode) ? MODES[mode] : undefined
  if (!own) return ['/mode', `${shown(mode)} is no mode: it may be ${alternatives(Object.keys(MODES))}.`]
  const known = ['action', 'mode', 'channel', 'campaignId', ...own]
  const stranger = Object.keys(item).find((key) => !known.includes(key))
  if (stranger !== undefined)
    return [
      step('', stranger),
      `Unknown key ${shown(stranger)}: with mode "${mode}" an activity takes ${alternatives(known)}.`,
    ]
  if (unit !== undefined && !UNITS.some((one) => one === unit))
    return ['/unit', `${shown(unit)} is no unit: it may be ${alternatives(UNITS)}.`]
  if (own.includes('amount') && !isAmount(amount))
    return ['/amount', `${shown(amount)} does not fit: give a whole number from 1 to 9999.`]
  return undefined
}

function isAmount(amount: unknown): boolean {
  return typeof amount === 'number' && Number.isInteger(amount) && amount >= 1 && amount <= 9_999
}

/** Where a part of the condition stands in the flat form. */
function placeOf(inside: string): string {
  if (inside.startsWith('/event')) return '/action'
  if (inside.startsWith('/campaigns')) return '/campaignId'
  if (inside.startsWith('/channel')) return '/channel'
  if (inside.startsWith('/window/from')) return '/from'
  if (inside.startsWith('/window/to')) return '/to'
  return inside.startsWith('/window/') ? '/amount' : ''
}
