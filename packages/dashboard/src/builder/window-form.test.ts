import { describe, expect, it } from 'vitest'
import { splitDuration, windowFormOf, withBound } from './window-form.ts'

describe('the form of a window', () => {
  it.each<[window: unknown, form: string | undefined]>([
    [{ last: '30d' }, 'last'],
    [{ before: '6mo' }, 'before'],
    [{ next: '7d' }, 'next'],
    [{ calendar: 'this_week' }, 'calendar'],
    [{ from: '2026-01-01' }, 'between'],
    [{ from: '2026-01-01', to: '2026-02-01T00:00:00Z' }, 'between'],
    [{ last: '60d', before: '30d' }, 'ago'],
    [{ last: '60d', before: 'soon' }, undefined],
    [{ last: '60d', before: '30d', from: '2026-01-01' }, undefined],
    [{ from: '2026-01-01', last: '1d' }, undefined],
    [{ last: 'soon' }, undefined],
    [{ last: 30 }, undefined],
    [{}, undefined],
    [[], undefined],
    ['30d', undefined],
    [undefined, undefined],
  ])('of %j is %s', (window, form) => expect(windowFormOf(window)).toBe(form))
})

describe('a bound of a window', () => {
  it('is added, replaced and taken away, and nothing is left without any', () => {
    expect(withBound({}, 'to', '2026-02-01')).toEqual({ to: '2026-02-01' })
    expect(withBound({ to: '2026-02-01' }, 'from', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-02-01' })
    expect(withBound({ from: '2026-01-01', to: '2026-02-01' }, 'to', undefined)).toEqual({ from: '2026-01-01' })
    expect(withBound({ from: '2026-01-01' }, 'from', undefined)).toBeUndefined()
  })
})

describe('a duration', () => {
  it('is taken apart only if the language knows it', () => {
    expect(splitDuration('12mo')).toEqual({ amount: 12, unit: 'mo' })
    expect(['0d', '10000d', '1.5h', '3m', ''].map(splitDuration)).toEqual(Array(5).fill(undefined))
  })
})
