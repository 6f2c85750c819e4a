import { fold } from '@rollcall/filters'

/** Names that people may have meant to be one: `VIP` and `vip`, `beta user` and `Beta-Users`, `Newsletter` and `Newsleter`. */
export function listSimilarNames(name: string, among: readonly string[]): string[] {
  const key = toKey(name)
  return among.filter((other) => other !== name && isSimilar(key, toKey(other)))
}

/** All groups of names of which each is similar to another of its group; `isApart` says which two are known to be others. */
export function groupSimilarNames(
  names: readonly string[],
  isApart: (one: string, other: string) => boolean = () => false,
): string[][] {
  const keys = new Map(names.map((name) => [name, toKey(name)]))
  const groupOf = new Map(names.map((name) => [name, new Set([name])]))
  // Two keys that are one edit apart share one of the texts that leaving out a letter, or none, gives.
  const byTrace = Map.groupBy(
    [...keys].flatMap(([name, key]) => tracesOf(key).map((trace) => ({ name, key, trace }))),
    ({ trace }) => trace,
  )
  for (const alike of byTrace.values()) {
    for (const [place, one] of alike.entries()) {
      for (const other of alike.slice(place + 1)) {
        if (isSimilar(one.key, other.key) && !isApart(one.name, other.name)) join(groupOf, one.name, other.name)
      }
    }
  }
  return [...new Set(groupOf.values())].filter(({ size }) => size > 1).map((group) => [...group])
}

function join(groupOf: Map<string, Set<string>>, one: string, other: string) {
  const group = groupOf.get(one) ?? new Set([one])
  for (const name of groupOf.get(other) ?? [other]) {
    group.add(name)
    groupOf.set(name, group)
  }
}

/** A name without what people write differently: case, separators, the plural of its words. */
function toKey(name: string): string {
  return fold(name)
    .split(/[\s_\-.,:;/#|]+/u)
    .map(toSingular)
    .join('')
}

function toSingular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word
}

// Shorter words mean different things with one letter changed.
const SHORTEST_MISSPELT = 5

function isSimilar(key: string, other: string): boolean {
  if (key === other) return key !== ''
  const isLong = Math.min(key.length, other.length) >= SHORTEST_MISSPELT
  // "Q1 2025" and "Q1 2026" are meant to differ.
  return isLong && key.replaceAll(/\D/g, '') === other.replaceAll(/\D/g, '') && isOneEditApart(key, other)
}

function tracesOf(key: string): string[] {
  if (key.length < SHORTEST_MISSPELT) return [key]
  return [key, ...new Set(Array.from(key, (_, place) => key.slice(0, place) + key.slice(place + 1)))]
}

/** One letter more, less, other, or two swapped. */
function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
