import { segmentsDiff } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getDynamicSegment, getVersion } from './get-rule.ts'
import { readVersion, rulesDiffer, versionReplies } from './version-replies.ts'

export const diffVersionsAction = action(segmentsDiff, async (context, { params, query }) => {
  const segment = await getDynamicSegment(context, params.segment)
  const { to: last = segment.version, from: first = Math.max(1, last - 1) } = query
  const from = await getVersion(context, segment, { version: first, pointer: '?from' })
  const to = await getVersion(context, segment, { version: last, pointer: '?to' })
  const [[fromReply], [toReply]] = await Promise.all(
    [from, to].map((version) => versionReplies(context, segment, { shown: [version], before: undefined })),
  )
  const [before, after] = await Promise.all([from, to].map(({ filters }) => readVersion(context, filters)))
  const [added = null, removed = null] =
    before.lowering === null || after.lowering === null
      ? []
      : await context.product.index.counts(context.caller.projectId, [
          { is: 'all', of: [after.lowering, { is: 'not', of: before.lowering }] },
          { is: 'all', of: [before.lowering, { is: 'not', of: after.lowering }] },
        ])
  const changes = await rulesDiffer(context, from.filters, to.filters)
  return { from: fromReply, to: toReply, changes, added, removed }
})
