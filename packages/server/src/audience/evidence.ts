import type { RouteReply, segmentsExplain } from '@rollcall/contract'
import { type Catalog, type Evidence, instantText, listFields, type RowEvent } from '@rollcall/filters'
import type { ContactReply } from '../store/contacts.ts'
import { describeSet } from './describe-set.ts'

type Node = RouteReply<typeof segmentsExplain>['tree']
type Shown = NonNullable<Node['evidence']>[number]

/** What the words of evidence are made from: the names of things, and the contact as callers see it. */
export type EvidenceContext = { catalog: Catalog; shown: ContactReply }

/** What decided a condition, with times as texts, values as they were stored, and a sentence. */
export function toEvidence(evidence: Evidence, context: EvidenceContext): Shown {
  switch (evidence.of) {
    case 'column':
      return fieldEvidence(evidence.column, evidence.value === null, context)
    case 'set': {
      const since = evidence.since === null ? null : instantText(evidence.since)
      return { ...evidence, since, text: describeSet({ ...evidence, since }, context.catalog) }
    }
    case 'segment':
      return { ...evidence, text: describeSet({ ...evidence, set: `segment:${evidence.segment}` }, context.catalog) }
    case 'events':
      return eventEvidence(evidence)
    case 'opportunities': {
      const some = evidence.some.map((each) => ({ ...each, stageSince: instantText(each.stageSince) }))
      const { count } = evidence
      return { ...evidence, some, text: count === 0 ? 'no such opportunity' : `such opportunities: ${count}` }
    }
    case 'sample':
      return { ...evidence, text: `drew the number ${evidence.bucket} of 0 to 9,999` }
  }
}

/** The index compares folded texts and codes; people want to see what they wrote. */
function fieldEvidence(column: string, isMissing: boolean, { catalog, shown }: EvidenceContext): Shown {
  const field = listFields(catalog).find((each) => each.column === column)
  const name = field?.name ?? column
  const value = isMissing ? null : storedValue(column, shown)
  const text = value === null ? `${name} is empty` : `${name} is ${JSON.stringify(value)}`
  return { of: 'field', text, field: field?.key ?? column, value }
}

function storedValue(column: string, shown: ContactReply): unknown {
  const custom = column.startsWith(CUSTOM)
    ? new Map(Object.entries(shown.fields)).get(column.slice(CUSTOM.length))
    : null
  return custom ?? new Map<string, unknown>(Object.entries(shown)).get(column) ?? null
}

const CUSTOM = 'fields.'

function eventEvidence(evidence: Extract<Evidence, { of: 'events' }>): Shown {
  const { count, total } = evidence
  const name = JSON.stringify(evidence.event.slice(evidence.event.indexOf(':') + 1))
  const latest = evidence.latest.map(toShownEvent)
  const together = total === undefined ? '' : `, coming to ${total ?? 'nothing'}`
  const last = latest[0] ? `, the last on ${latest[0].at}` : ''
  const text = count === 0 ? `no ${name} that counts` : `${name} that count: ${count}${last}${together}`
  return { ...evidence, latest, text }
}

function toShownEvent({ at, channel, kind, campaign, isMachine, link, properties }: RowEvent) {
  return { at: instantText(at), channel, kind, campaign, isMachine, link, properties }
}
