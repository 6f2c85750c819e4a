import { segmentsPreviewChange, toId } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { lowerSegment } from '../../audience/segment-lowering.ts'
import { failure } from '../../failure.ts'
import { getSegment } from '../../store/segments.ts'
import { samplePeople } from './sample-people.ts'

const SAMPLE_SIZE = 5

export const previewChangeAction = action(segmentsPreviewChange, async (context, { params, body }) => {
  const { database, index } = context.product
  const { projectId } = context.caller
  const segment = await getSegment(database, projectId, params.segment)
  if (segment.kind === 'static') {
    throw failure('wrong_state', { what: 'segment', state: 'static', needed: 'dynamic; people are put in by hand' })
  }
  const now = context.product.now()
  const before = await lowerSegment(database, projectId, { segment, now })
  const ownSegment = toId('segment', segment.id)
  const { filter, sentence, lowering } = await compileFilter(database, projectId, { ...body, now, ownSegment })
  const entering = both(lowering, not(before))
  const leaving = both(before, not(lowering))
  const counts = await index.counts(projectId, [entering, leaving, both(before, lowering)])
  return {
    sentence,
    filters: filter,
    entering: counts[0],
    leaving: counts[1],
    staying: counts[2],
    samples: {
      entering: await samplePeople(context, entering, SAMPLE_SIZE),
      leaving: await samplePeople(context, leaving, SAMPLE_SIZE),
    },
  }
})

function both(one: Lowering, other: Lowering): Lowering {
  return { is: 'all', of: [one, other] }
}

function not(of: Lowering): Lowering {
  return { is: 'not', of }
}
