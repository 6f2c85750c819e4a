import { type Filter, isGroup } from '@rollcall/filters'
import type { Catalogue } from './catalogue.ts'

const TIMES = ['window', 'date', 'two-dates', 'moment', 'two-moments', 'anniversary']

/** Whether a rule asks when something was or will be, so that it matters whose days are meant. */
export function asksForTime(filter: Filter, catalogue: Catalogue): boolean {
  return filter.conditions.some((node) => {
    if (isGroup(node)) return asksForTime(node, catalogue)
    const reading = catalogue.read(node)
    const said = reading?.operator.parts?.filter(({ key }) => reading.parts[key] !== undefined) ?? []
    return reading !== undefined && [reading.operator, ...said].some(({ input }) => TIMES.includes(input))
  })
}
