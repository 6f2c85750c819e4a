import { type importsSamples, type RouteReply, toId } from '@rollcall/contract'
import { toUndo } from '../contacts/to-undo.ts'
import type { Outcome } from '../contacts/upsert-batch.ts'
import type { ImportBatch } from './import-batches.ts'

/** Rows of a dry run for each outcome, as examples. */
export type ImportSamples = Pick<RouteReply<typeof importsSamples>, 'created' | 'updated' | 'unchanged' | 'held'>

type SampleRow = ImportSamples['created'][number]

const SAMPLE_ROWS = 20

/** No examples yet. */
export function noSamples(): ImportSamples {
  return { created: [], updated: [], unchanged: [], held: { suppressed: 0, unsubscribed: 0 } }
}

/** Adds the first rows of each outcome; says whether there were any to add. */
export function collectSamples(
  samples: ImportSamples,
  { rows, outcomes, tagIds }: { rows: ImportBatch['rows']; outcomes: Outcome[]; tagIds: ReadonlyMap<string, string> },
): boolean {
  let isGrown = false
  for (const [index, outcome] of outcomes.entries()) {
    const row = rows[index]
    if (!row || !isShown(outcome) || samples[outcome.action].length >= SAMPLE_ROWS) continue
    samples[outcome.action].push(toSample(row, { outcome, tagIds }))
    isGrown = true
  }
  return isGrown
}

/** Adds up the rows about people who get no mail whatever a file says; says whether there were any. */
export function countHeld(
  { held }: ImportSamples,
  { outcomes, suppressed }: { outcomes: Outcome[]; suppressed: number },
): boolean {
  const left = outcomes.filter((outcome) => {
    const status = 'contact' in outcome ? outcome.contact.before?.status : undefined
    return status === 'unsubscribed' || status === 'bounced'
  })
  held.suppressed += suppressed
  held.unsubscribed += left.length
  return suppressed + left.length > 0
}

type Shown = Extract<Outcome, { contact: unknown }> & { action: Exclude<keyof ImportSamples, 'held'> }

function isShown(outcome: Outcome): outcome is Shown {
  return outcome.action === 'created' || outcome.action === 'updated' || outcome.action === 'unchanged'
}

type Row = ImportBatch['rows'][number]

function toSample(row: Row, { outcome, tagIds }: { outcome: Shown; tagIds: ReadonlyMap<string, string> }): SampleRow {
  const { before, now } = outcome.contact
  const { values, fields, tags = [] } = row.contact
  const named = values.email ?? values.externalId ?? values.phone ?? ''
  if (before === null)
    return { line: row.line, contact: named, changes: [...written(values), ...written(fields), ...tagged(tags)] }
  const id = before.id === null ? named : toId('contact', before.id)
  if (outcome.action === 'unchanged') return { line: row.line, contact: id, changes: [] }
  const { was = {}, became = {}, tagsAdded = [] } = toUndo(before, now)
  const names = new Map([...tagIds].map(([name, tagId]) => [tagId, name]))
  const changes = [
    ...differing(was.values, became.values),
    ...differing(was.fields, became.fields),
    ...differing(statesOf(was), statesOf(became)),
    ...tagged(tagsAdded.map((tagId) => names.get(tagId) ?? tagId)),
  ]
  return { line: row.line, contact: id, changes }
}

function statesOf({ status, funnel }: { status?: string; funnel?: string | null }) {
  return { ...(status !== undefined && { status }), ...(funnel !== undefined && { funnel: funnel ?? 'none' }) }
}

type Values = Record<string, unknown>

function written(values: Values) {
  return Object.entries(values).map(([field, after]) => ({ field, before: null, after }))
}

function differing(was: Values = {}, became: Values = {}) {
  return Object.entries(was).map(([field, before]) => ({ field, before, after: became[field] ?? null }))
}

function tagged(names: string[]) {
  return names.length === 0 ? [] : [{ field: 'tags', before: null, after: names }]
}
