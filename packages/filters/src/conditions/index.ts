import type { ConditionType } from './condition.ts'
import { field } from './field.ts'
import { status } from './status.ts'
import { tag } from './tag.ts'
import { validation } from './validation.ts'

/** Every type of condition, in the order in which the builder offers them. A new one is its file and its line here. */
export const conditionTypes: readonly ConditionType[] = [tag, status, validation, field]

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
