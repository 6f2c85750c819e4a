import { topicsList } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { z } from 'zod'
import { type ActionContext, action } from '../../action.ts'
import { takePosition } from '../../store/campaign-states.ts'
import { listTopics, type TopicReply } from '../../store/topics.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listTopicsAction = action(topicsList, async (context, { query }) => {
  const { product, caller } = context
  const { limit, includeInactive } = query
  const after = parseCursor(query.after, place)
  const found = await listTopics(product.database, caller.projectId, { includeInactive, after, limit: limit + 1 })
  const page = toPage(found, { limit, place: ({ displayOrder, name }) => [displayOrder, name], show: (topic) => topic })
  return query.stats ? { ...page, data: await withSubscribers(context, page.data) } : page
})

const place = z.tuple([z.int32(), z.string().refine((name) => !name.includes('\u0000'))])

type Reader = Pick<ActionContext, 'product' | 'caller' | 'write' | 'settled'>

async function withSubscribers({ product, caller, write, settled }: Reader, topics: TopicReply[]) {
  // A topic that was made just now is not in the index before this is.
  await write(takePosition)
  await settled()
  const counts = await product.index.counts(caller.projectId, topics.map(subscribersOf))
  return topics.map((topic, at) => ({ ...topic, subscribers: counts[at] }))
}

function subscribersOf({ id, ...topic }: TopicReply): Lowering {
  const said = (answer: string): Lowering => ({ is: 'set', set: `topic:${id}:${answer}` })
  return topic.default === 'opt_in' ? { is: 'not', of: said('opted_out') } : said('opted_in')
}
