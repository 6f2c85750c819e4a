import { segmentsNearMisses } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { action, type Reader } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { failingOnly, findWays, type Step } from '../../audience/near-misses.ts'
import { readPage } from '../../audience/read-page.ts'
import { invalid } from '../../failure.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'

type Group = { step: Step; count: number; people: Lowering }

export const listNearMissesAction = action(segmentsNearMisses, async (context, { body }) => {
  const { product, caller } = context
  const now = judgedAt(product, body.at)
  const rule = await compileFilter(product.database, caller.projectId, { filters: body.filters, now })
  const { asked, ways } = findWays(rule.filter, { now, catalog: rule.catalog })
  const { counts, total } = await product.index.nearMisses(caller.projectId, {
    members: rule.lowering,
    ways: ways.map((way) => way.map(({ lowering }) => lowering)),
  })
  const groups = ways.flatMap((way, at) =>
    way.map((step, place): Group => {
      return { step, count: counts[at]?.[place] ?? 0, people: failingOnly(step, way, rule.lowering) }
    }),
  )
  return {
    asked,
    total,
    groups: groups.map(({ step: { pointer, sentence }, count }) => ({ pointer, sentence, count })),
    people: await peopleOf(context, chooseGroup(groups, body.condition), body),
  }
})

function chooseGroup(groups: Group[], pointer: string | undefined): Group | undefined {
  if (pointer === undefined) return groups.toSorted((a, b) => b.count - a.count)[0]
  const found = groups.find(({ step }) => step.pointer === pointer)
  if (found) return found
  const known = groups.slice(0, 5).map(({ step }) => step.pointer)
  throw invalid('/condition', `must be the pointer of a group of this answer, such as ${known.join(', ') || 'none'}`)
}

async function peopleOf(
  { product, caller }: Reader,
  group: Group | undefined,
  { limit, after }: { limit: number; after?: string },
) {
  const lowering: Lowering = group?.people ?? { is: 'constant', value: false }
  const page = await readPage(product, caller.projectId, { lowering, limit, after, pointer: '/after' })
  return {
    condition: group?.step.pointer ?? null,
    data: await listContactsByRowNos(product.database, caller.projectId, page.rows),
    has_more: page.cursor !== null,
    next_cursor: page.cursor,
    total: page.total,
  }
}
