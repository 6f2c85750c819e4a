import type { RouteReply, segmentsPreview } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import type { Product } from '../product.ts'
import { listFieldDefinitions } from '../store/catalog.ts'
import { listTagNames } from '../store/tags.ts'
import { type Dimension, getDimension, toTagDimension } from './breakdown-dimension.ts'

type Breakdown = NonNullable<RouteReply<typeof segmentsPreview>['breakdown']>

/** A breakdown whose values are chosen; the counts of `questions` complete it. */
export type PlannedBreakdown = { questions: Lowering[]; complete(counts: number[]): Breakdown }

/**
 * Chooses the largest values of those who match. Each is then counted by a question of its own, so that whatever is
 * counted along with them belongs to the same state.
 */
export async function planBreakdown(
  product: Pick<Product, 'database' | 'index'>,
  projectId: number,
  { by, top, lowering }: { by: string; top: number; lowering: Lowering },
): Promise<PlannedBreakdown> {
  const dimension = await findDimension(product, projectId, by)
  const values = await listValues(product, projectId, { dimension, lowering })
  const [shown, others] = [values.slice(0, top), values.slice(top)]
  const among = (...parts: Lowering[]): Lowering => ({ is: 'all', of: [lowering, ...parts] })
  const hasSome = (some: string[]) => dimension.some(some, values)
  return {
    questions: [
      among({ is: 'not', of: hasSome(values) }),
      among(hasSome(others), { is: 'not', of: hasSome(shown) }),
      ...shown.map((value) => among(dimension.one(value, values))),
    ],
    complete([missing = 0, rest = 0, ...counts]) {
      const counted = shown.map((value, place) => ({ value, label: dimension.label(value), count: counts[place] ?? 0 }))
      return { by: dimension.by, values: counted, rest: { values: others.length, count: rest }, missing }
    },
  }
}

async function findDimension({ database }: Pick<Product, 'database'>, projectId: number, by: string) {
  if (by === 'tag') return toTagDimension(await listTagNames(database, projectId))
  return getDimension(by, await listFieldDefinitions(database, projectId))
}

/** Every value that anybody has, most people first. */
async function listValues(
  { index }: Pick<Product, 'index'>,
  projectId: number,
  { dimension, lowering }: { dimension: Dimension; lowering: Lowering },
): Promise<string[]> {
  const found = await index.breakdown(projectId, { lowering, by: dimension.counted })
  const values = found.map(({ choice }) => choice)
  const counts = dimension.isNested
    ? await index.counts(
        projectId,
        values.map((value) => ({ is: 'all', of: [lowering, dimension.one(value, values)] })),
      )
    : found.map(({ count }) => count)
  return values
    .map((value, place) => ({ value, count: counts[place] ?? 0 }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .filter(({ count }) => count > 0)
    .map(({ value }) => value)
}
