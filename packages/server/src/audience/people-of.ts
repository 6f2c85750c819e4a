import type { MessageChannel } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { invalid } from '../failure.ts'
import type { Queryable } from '../store/database.ts'
import { findTopic, type TopicReply } from '../store/topics.ts'
import { type AudienceRequest, compileAudience } from './campaign-audience.ts'
import { reachable, type Unreachable, unreachableFor } from './reachable.ts'

/** The people of a campaign: everybody in its audience, why some of them get nothing, and the others. */
export type People = { lowering: Lowering; unreachable: readonly Unreachable[]; reached: Lowering }

/** Whom a campaign is meant for, what carries it, and what it is about: an id (top_…) or a name; about everything unless given. */
export type ToWhom = {
  audience: AudienceRequest
  /** E-mail unless said. */
  channel?: MessageChannel | undefined
  topic?: string | null | undefined
}

/** Finds out who the people of a campaign are at one instant. Refuses it with pointers below `/audience` and to `/topic`. */
export async function peopleOf(
  record: Queryable,
  projectId: number,
  { audience, channel, topic, now }: ToWhom & { now: Date },
): Promise<People> {
  const { lowering } = await compileAudience(record, projectId, { audience, now })
  const about = topic ? await getTopicNamed(record, projectId, topic) : null
  const unreachable = unreachableFor({ channel, topic: about })
  return { lowering, unreachable, reached: reachable(lowering, unreachable) }
}

/** The topic that a request names. One that people cannot choose or leave is refused. */
export async function getTopicNamed(record: Queryable, projectId: number, text: string): Promise<TopicReply> {
  const topic = await findTopic(record, projectId, text)
  if (!topic) throw invalid('/topic', `there is no topic ${JSON.stringify(text)}`)
  if (topic.isActive) return topic
  throw invalid(
    '/topic',
    `${JSON.stringify(topic.name)} is not active, so nobody could leave it: activate it, or choose another`,
  )
}
