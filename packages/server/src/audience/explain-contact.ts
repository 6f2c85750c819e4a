import type { RouteReply, segmentsExplain } from '@rollcall/contract'
import {
  type Catalog,
  describeFilter,
  type ExplainedNode,
  explainRow,
  type Filter,
  type FilterNode,
  instantText,
  isGroup,
} from '@rollcall/filters'
import { failure } from '../failure.ts'
import { type ContactRow, readContactRow } from '../store/contact-row.ts'
import { findContact } from '../store/contacts.ts'
import type { Database } from '../store/database.ts'
import { readSnapshot } from '../store/read-snapshot.ts'
import { type EvidenceContext, toEvidence } from './evidence.ts'

type Explained = RouteReply<typeof segmentsExplain>
type Node = Explained['tree']

export type ExplainRequest = { filter: Filter; catalog: Catalog; now: Date }

/** A contact, by id, e-mail or externalId, from the record as it is now. */
export function readExplained(database: Database, projectId: number, contact: string): Promise<ContactRow> {
  return readSnapshot(database, async (record): Promise<ContactRow> => {
    const found = await findContact(record, projectId, contact)
    const read = found && (await readContactRow(record, projectId, found.rowNo))
    if (!read) throw failure('not_found', { what: 'contact', id: contact })
    return read
  })
}

/** Why a contact satisfies a stored filter or not. */
export function explainContact({ row, shown }: ContactRow, { filter, catalog, now }: ExplainRequest): Explained {
  const context = { now: Math.floor(now.getTime() / 1000), catalog }
  const explain = (rule: Filter) => {
    const { matches, tree, changesAt } = explainRow(rule, context, row)
    return {
      matches,
      sentence: describeFilter(rule, catalog),
      tree: toNode(tree, { pointer: '/filters', filter: rule, evidence: { catalog, shown } }),
      nextChange: timeOrNull(changesAt),
    }
  }
  const rules = (catalog.named.segment ?? []).flatMap((segment) =>
    segment.filter ? [{ id: segment.id, name: segment.name, filter: segment.filter }] : [],
  )
  return {
    ...explain(filter),
    contact: shown.id,
    at: instantText(context.now),
    segments: rules.map(({ id, name, filter: rule }) => ({ id, name, ...explain(rule) })),
  }
}

type Place = { pointer: string; filter: FilterNode; evidence: EvidenceContext }

/** `filter` is what `node` explains, so that groups have their sentence, too. */
function toNode(node: ExplainedNode, { pointer, filter, evidence }: Place): Node {
  const rule: Filter = isGroup(filter) ? filter : { match: 'all', conditions: [filter] }
  const sentence = describeFilter(rule, evidence.catalog)
  if ('condition' in node) {
    const found = node.evidence.map((each) => toEvidence(each, evidence))
    return { pointer, matches: node.matches, sentence, condition: node.condition, evidence: found }
  }
  const conditions = node.conditions.map((child, place) =>
    toNode(child, { pointer: `${pointer}/conditions/${place}`, filter: rule.conditions[place] ?? filter, evidence }),
  )
  return { pointer, matches: node.matches, sentence, match: node.match, conditions }
}

function timeOrNull(seconds: number | null): string | null {
  return seconds === null ? null : instantText(seconds)
}
