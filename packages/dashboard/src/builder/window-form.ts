import type { Window } from '@rollcall/filters'

/** The ways in which the builder asks for a window. */
export type WindowForm = 'last' | 'before' | 'between' | 'ago' | 'calendar' | 'next'

/** The form that shows all of a stored window; undefined where only its JSON does, as when keys combine. */
export function windowFormOf(value: unknown): WindowForm | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (!Object.values(value).every((given) => typeof given === 'string')) return undefined
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key) => key === 'from' || key === 'to')) return 'between'
  if (keys.length === 2 && 'last' in value && 'before' in value) {
    return Object.values(value).every(isDuration) ? 'ago' : undefined
  }
  const form = FORMS.find((known) => known === keys[0])
  const isWhole = form === 'calendar' || isDuration(Object.values(value)[0])
  return keys.length === 1 && isWhole ? form : undefined
}

/** A duration such as `30d` taken apart; undefined where it is none. */
export function splitDuration(text: string | undefined): { amount: number; unit: string } | undefined {
  const [, amount, unit] = /^([1-9]\d{0,3})(h|d|w|mo|y)$/.exec(text ?? '') ?? []
  return unit === undefined ? undefined : { amount: Number(amount), unit }
}

const isDuration = (text: unknown) => typeof text === 'string' && splitDuration(text) !== undefined

/** The window with another bound, or without it; nothing where no bound is left. */
export function withBound(window: Window, bound: 'from' | 'to', moment: string | undefined): Window | undefined {
  const from = bound === 'from' ? moment : window.from
  const to = bound === 'to' ? moment : window.to
  if (from === undefined && to === undefined) return undefined
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

const FORMS = ['last', 'before', 'calendar', 'next'] as const
