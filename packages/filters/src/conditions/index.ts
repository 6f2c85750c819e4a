import { channel } from './channel.ts'
import type { ConditionType } from './condition.ts'
import { consent } from './consent.ts'
import { engagement } from './engagement.ts'
import { event } from './event.ts'
import { field } from './field.ts'
import { funnel } from './funnel.ts'
import { lost } from './lost.ts'
import { opportunity } from './opportunity.ts'
import { paused } from './paused.ts'
import { sample } from './sample.ts'
import { segment } from './segment.ts'
import { status } from './status.ts'
import { suppression } from './suppression.ts'
import { tag } from './tag.ts'
import { topic } from './topic.ts'
import { validation } from './validation.ts'

/** Every type of condition, in the order in which the builder offers them. A new one is its file and its line here. */
export const conditionTypes: readonly ConditionType[] = [
  tag,
  status,
  validation,
  field,
  engagement,
  event,
  channel,
  consent,
  topic,
  suppression,
  paused,
  funnel,
  lost,
  opportunity,
  segment,
  sample,
]

/** The type of condition with this id, or undefined. */
export function findConditionType(id: unknown): ConditionType | undefined {
  return conditionTypes.find((type) => type.id === id)
}

/** The type of a stored condition; storing it made sure that there is one. */
export function getConditionType(id: string): ConditionType {
  const type = findConditionType(id)
  if (!type) throw new Error(`No condition of type ${id} can have been stored.`)
  return type
}
