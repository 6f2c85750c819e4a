/** Under it messages leave `intervalMs` apart; `key` names it in all processes. */
export type Limit = { key: string; intervalMs: number }

/**
 * Gives everyone who asks the next moment (ms) that is free under each of their limits, as long as that is not after
 * `untilMs`; undefined to the others. Those under the same limits get theirs in their order; nobody waits for somebody under
 * others who has to wait longer. Moves `nextAtMs` on.
 */
export function giveMoments(
  nextAtMs: Map<string, number>,
  asked: Limit[][],
  { nowMs, untilMs }: { nowMs: number; untilMs: number },
): (number | undefined)[] {
  const given: (number | undefined)[] = asked.map(() => undefined)
  const lines = [...Map.groupBy(asked.keys(), (place) => asked[place].map(({ key }) => key).join()).values()]
  const momentOf = ([place]: number[]) => Math.max(nowMs, ...asked[place].map(({ key }) => nextAtMs.get(key) ?? nowMs))
  for (let waiting = lines; waiting.length > 0; waiting = waiting.filter(({ length }) => length > 0)) {
    const next = waiting.reduce((first, line) => (momentOf(line) < momentOf(first) ? line : first))
    const atMs = momentOf(next)
    if (atMs > untilMs) break
    const place = next.shift() ?? 0
    given[place] = atMs
    for (const { key, intervalMs } of asked[place]) nextAtMs.set(key, atMs + intervalMs)
  }
  return given
}
