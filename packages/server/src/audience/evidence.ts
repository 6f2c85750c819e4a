import type { RouteReply, segmentsExplain } from '@rollcall/contract'
import {
  builderCatalogue,
  type Catalog,
  type Choice,
  type Evidence,
  instantText,
  listFields,
  type RowEvent,
} from '@rollcall/filters'
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
  // What is no field, such as the funnel's stage, is a subject of its own.
  const subject = field ? undefined : builderCatalogue(catalog).find(({ id }) => id === column)
  const name = field?.name ?? subject?.label ?? column
  const choices = field ? field.choices?.list?.() : subject?.choices
  const value = isMissing ? null : storedValue(column, shown)
  const text = value === null ? `${name} is empty` : `${name} is ${wordsFor(value, choices)}`
  return { of: 'field', text, field: field?.key ?? column, value }
}

/** A value as the sentences of a rule call it. */
function wordsFor(value: unknown, choices: Choice[] = []): string {
  const labels = new Map(choices.map((choice) => [choice.value, choice.label]))
  const words = (one: unknown) => JSON.stringify(labels.get(String(one)) ?? one)
  return Array.isArray(value) ? value.map(words).join(', ') : words(value)
}

function storedValue(column: string, shown: ContactReply): unknown {
  const custom = column.startsWith(CUSTOM)
    ? new Map(Object.entries(shown.fields)).get(column.slice(CUSTOM.length))
    : null
  return custom ?? new Map<string, unknown>(Object.entries(shown)).get(column) ?? null
}

const CUSTOM = 'fields.'

function eventEvidence(evidence: Extract<Evidence, { of: 'events' }>): Shown {
  const { count, others, total } = evidence
  const name = JSON.stringify(evidence.event.slice(evidence.event.indexOf(':') + 1))
  const [latest, latestOthers] = [evidence.latest.map(toShownEvent), evidence.latestOthers.map(toShownEvent)]
  const together = total === undefined ? '' : `, coming to ${total ?? 'nothing'}`
  const last = latest[0] ? `, the last on ${latest[0].at}` : ''
  const none = others === 0 ? `no ${name} so far` : `no ${name} that counts; others: ${others}`
  const text = count === 0 ? none : `${name} that count: ${count}${last}${together}`
  return { ...evidence, latest, latestOthers, text }
}

function toShownEvent({ at, channel, kind, campaign, isMachine, link, properties }: RowEvent) {
  return { at: instantText(at), channel, kind, campaign, isMachine, link, properties }
}
