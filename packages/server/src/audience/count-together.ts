import type { Lowering } from '@rollcall/filters'
import type { LiveIndex } from '../feed/live-index.ts'

/** How many match each of these, by the names they are given under, all counted at one state of the index. */
export async function countTogether<Name extends string>(
  index: LiveIndex,
  projectId: number,
  asked: Record<Name, Lowering[]>,
): Promise<Record<Name, number[]>> {
  const groups = Object.entries<Lowering[]>(asked)
  const all = groups.flatMap(([, lowerings]) => lowerings)
  // Rules that are much alike ask the same; each answer is a walk through the audience.
  const texts = all.map((lowering) => JSON.stringify(lowering))
  // Of those that are alike the first: what holds it as a part is counted along with it.
  const different = new Map(texts.map((text, place): [string, Lowering] => [text, all[place]]).toReversed())
  const answers = await index.counts(projectId, [...different.values()])
  const known = new Map([...different.keys()].map((text, place) => [text, answers[place]]))
  const counts = texts.map((text) => known.get(text) ?? 0)
  let from = 0
  const named = groups.map(([name, { length }]) => {
    from += length
    return [name, counts.slice(from - length, from)]
  })
  // why: it has the names that were asked about, which Object.entries forgets
  return Object.fromEntries(named) as Record<Name, number[]>
}
