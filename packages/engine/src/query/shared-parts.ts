import type { Lowering } from '@rollcall/filters'

/** Those of the lowerings that are also, as the same object, a part of another one. */
export function sharedParts(lowerings: Lowering[]): Set<Lowering> {
  const asked = new Set(lowerings)
  return new Set(lowerings.flatMap(partsWithin).filter((part) => asked.has(part) && part.is !== 'constant'))
}

function partsWithin(lowering: Lowering): Lowering[] {
  if (lowering.is === 'not') return [lowering.of, ...partsWithin(lowering.of)]
  if (lowering.is !== 'all' && lowering.is !== 'any') return []
  return lowering.of.flatMap((part) => [part, ...partsWithin(part)])
}
