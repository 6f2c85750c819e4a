import { fold } from '../fold.ts'
import type { ColumnId } from '../lowering.ts'
import { type ColumnQuestion, hasAnswer, type SingleValue } from './column-question.ts'
import { reachedValues } from './reached-values.ts'
import type { RowEvent, RowOpportunity } from './row.ts'

/** Something of a contact that has columns of its own: an event or an opportunity. */
export type SubRow = (question: ColumnQuestion) => boolean

/** An event as its primitives see it. */
export function eventRow(event: RowEvent): SubRow {
  return (question) => {
    if (!question.column.startsWith(PROPERTY)) return hasAnswer(question, messageValues(event, question.column))
    return hasProperty(question, reachedValues(event.properties, question.column.slice(PROPERTY.length)))
  }
}

/** An opportunity as its primitives see it. */
export function opportunityRow(opportunity: RowOpportunity): SubRow {
  return (question) => hasAnswer(question, held(opportunityValue(opportunity, question.column)))
}

/** Columns of custom events begin with this; a dot path follows. */
export const PROPERTY = 'properties.'

function messageValues(event: RowEvent, column: ColumnId): SingleValue[] {
  switch (column) {
    case 'at':
      return [event.at]
    case 'channel':
      return held(event.channel)
    case 'kind':
      return held(event.kind)
    case 'campaign':
      return held(event.campaign)
    case 'machine':
      return event.isMachine ? ['true'] : []
    case 'link':
      return held(event.link)
    default:
      throw new Error(`Events have no column ${column}.`)
  }
}

function opportunityValue(opportunity: RowOpportunity, column: ColumnId): SingleValue | null {
  switch (column) {
    case 'pipeline':
      return opportunity.pipeline
    case 'stage':
      return opportunity.stage
    case 'status':
      return opportunity.status
    case 'value':
      return opportunity.value
    case 'stageSince':
      return opportunity.stageSince
    default:
      throw new Error(`Opportunities have no column ${column}.`)
  }
}

function held(value: SingleValue | null | undefined): SingleValue[] {
  return value === null || value === undefined || value === '' ? [] : [value]
}

// Properties have no types of their own: numbers answer `range`, texts `text`, booleans `codes`, anything `present`.
function hasProperty(question: ColumnQuestion, values: readonly unknown[]): boolean {
  if (question.is === 'present') return values.length > 0
  const booleans = values.filter((value) => typeof value === 'boolean').map(String)
  if (question.is === 'codes') return hasAnswer(question, booleans)
  const numbers = values.filter((value) => typeof value === 'number')
  const texts = values.filter((value) => typeof value === 'string').map((text) => fold(text.trim()))
  const isOfTexts = question.is === 'text' || question.is === 'similar'
  return hasAnswer(question, isOfTexts ? texts : numbers)
}
