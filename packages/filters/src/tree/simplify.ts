import type { Lowering } from '../lowering.ts'
import { constant, not } from '../primitives.ts'

/** The same meaning with less to compute: constants folded, groups of one and groups within their like opened. */
export function simplified(lowering: Lowering): Lowering {
  switch (lowering.is) {
    case 'not':
      return simplifiedNot(simplified(lowering.of))
    case 'all':
    case 'any':
      return simplifiedGroup(lowering)
    case 'since':
      return { ...lowering, window: simplified(lowering.window) }
    case 'events':
      return { ...lowering, where: simplified(lowering.where), window: simplified(lowering.window) }
    case 'opportunities':
      return { ...lowering, where: simplified(lowering.where) }
    default:
      return lowering
  }
}

function simplifiedGroup(lowering: Extract<Lowering, { is: 'all' | 'any' }>): Lowering {
  const { is } = lowering
  // What decides an `all` is one false part, what decides an `any` one true part; the opposite adds nothing.
  const decisive = is === 'any'
  const parts = lowering.of.map(simplified).flatMap((part) => (part.is === is ? part.of : part))
  if (parts.some((part) => part.is === 'constant' && part.value === decisive)) return constant(decisive)
  const of = parts.filter((part) => part.is !== 'constant')
  const [first] = of
  if (!first) return constant(!decisive)
  return of.length === 1 ? first : { is, of }
}

function simplifiedNot(of: Lowering): Lowering {
  if (of.is === 'constant') return constant(!of.value)
  return of.is === 'not' ? of.of : not(of)
}
