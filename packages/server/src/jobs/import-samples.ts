import { type importsSamples, type RouteReply, toId } from '@rollcall/contract'
import type { ContactState } from '../contacts/contact-state.ts'
import { type KeptValues, toUndo } from '../contacts/to-undo.ts'
import type { Outcome } from '../contacts/upsert-batch.ts'
import type { ImportBatch } from './import-batches.ts'
import type { ImportSegment, Joined } from './import-segments.ts'

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
  { rows, outcomes, names }: { rows: ImportBatch['rows']; outcomes: Outcome[]; names: Names },
): boolean {
  let isGrown = false
  for (const [index, outcome] of outcomes.entries()) {
    const row = rows[index]
    if (!row || !isShown(outcome) || samples[outcome.action].length >= SAMPLE_ROWS) continue
    samples[outcome.action].push(toSample(row, { outcome, names }))
    isGrown = true
  }
  return isGrown
}

/** What tags and segments are called, and who would come into which. */
type Names = { tagIds: ReadonlyMap<string, string>; segments: readonly ImportSegment[]; joined: Joined }

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

function toSample(row: Row, { outcome, names }: { outcome: Shown; names: Names }): SampleRow {
  const { before, now } = outcome.contact
  const { values } = row.contact
  const given = values.email ?? values.externalId ?? values.phone ?? ''
  if (before === null) return { line: row.line, contact: given, changes: changesOfNew(row, now, names) }
  const who = { contact: before.id === null ? given : toId('contact', before.id), name: nameOf(before) }
  return { line: row.line, ...who, changes: outcome.action === 'unchanged' ? [] : changesBetween(before, now, names) }
}

function nameOf({ values }: ContactState): string | null {
  const { firstName, lastName } = values
  const name = values.name ?? ([firstName, lastName].filter(Boolean).join(' ') || null)
  return name ?? values.email ?? values.phone ?? values.externalId
}

/** All that somebody new would be. The status only where the file says it: everybody else's is asked for afterwards. */
function changesOfNew({ contact }: Row, { status, funnel, lost, tracking }: ContactState, { segments }: Names) {
  return [
    ...written(contact.values),
    ...written(contact.fields),
    ...written({
      ...(contact.status !== undefined && { status }),
      ...(funnel !== null && { funnel }),
      ...(lost && { lost }),
      ...(!tracking && { tracking }),
      ...keyed('channels', contact.channels),
      ...keyed('consent', contact.consent),
    }),
    ...named('tags', contact.tags ?? []),
    ...named(
      'segments',
      segments.map(({ name }) => name),
    ),
  ]
}

function changesBetween(before: ContactState, now: ContactState, { tagIds, segments, joined }: Names) {
  const { was = {}, became = {}, tagsAdded = [] } = toUndo(before, now)
  const tagNames = new Map([...tagIds].map(([name, tagId]) => [tagId, name]))
  const into = new Set(joined.get(now.rowNo)?.map(({ id }) => id))
  return [
    ...differing(was.values, became.values),
    ...differing(was.fields, became.fields),
    ...differing(statesOf(was), statesOf(became)),
    ...named(
      'tags',
      tagsAdded.map((tagId) => tagNames.get(tagId) ?? tagId),
    ),
    ...named(
      'segments',
      segments.filter(({ id }) => into.has(id)).map(({ name }) => name),
    ),
  ]
}

function statesOf({ status, funnel, lost, tracking, channels, consent }: KeptValues): Values {
  return {
    ...(status !== undefined && { status }),
    ...(funnel !== undefined && { funnel: funnel ?? 'none' }),
    ...(lost !== undefined && { lost }),
    ...(tracking !== undefined && { tracking }),
    ...keyed('channels', channels),
    ...keyed('consent', consent),
  }
}

/** By the target of a column: `channels.sms`. */
function keyed(group: 'channels' | 'consent', values: Values = {}): Values {
  return Object.fromEntries(Object.entries(values).map(([channel, value]) => [`${group}.${channel}`, value]))
}

type Values = Record<string, unknown>

function written(values: Values) {
  return Object.entries(values).map(([field, after]) => ({ field, before: null, after }))
}

function differing(was: Values = {}, became: Values = {}) {
  return Object.entries(was).map(([field, before]) => ({ field, before, after: became[field] ?? null }))
}

function named(field: 'tags' | 'segments', names: string[]) {
  return names.length === 0 ? [] : [{ field, before: null, after: names }]
}
