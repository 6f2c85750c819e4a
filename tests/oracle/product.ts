import { columnValueOf } from '../../packages/filters/src/fields/column-value.ts'
import {
  type Catalog,
  evaluateRow,
  type Filter,
  fold,
  listFields,
  lowerFilter,
  lowerSegments,
  parseFilter,
  type Row,
} from '../../packages/filters/src/index.ts'
import type { Contact, FieldValue, Message, World } from './naive/world.ts'

/** The project as the product's language is told of it. */
export function toCatalog(world: World): Catalog {
  const { zone, fields, tags, campaigns, topics, pipelines } = world
  const catalog: Catalog = {
    timezone: zone,
    // why: the oracle's types are texts, of the same list
    fields: fields.map((field) => ({ ...field, name: field.key })) as Catalog['fields'],
    named: { tag: tags, campaign: campaigns, topic: topics, pipeline: pipelines, segment: [] },
    launches: campaigns.flatMap(({ id, launchedAt }) =>
      launchedAt === null ? [] : [{ campaign: id, at: launchedAt }],
    ),
  }
  for (const { id, name, filters } of world.segments) {
    const segment = { id, name, ...(filters !== undefined && { filter: parsed(filters, catalog) }) }
    catalog.named.segment = [...(catalog.named.segment ?? []), segment]
  }
  return catalog
}

/** The stored form of a filter that must be accepted. */
export function parsed(raw: unknown, catalog: Catalog): Filter {
  const result = parseFilter(raw, catalog)
  if ('filter' in result) return result.filter
  throw new Error(`Refused: ${JSON.stringify(result.problems)} in ${JSON.stringify(raw)}`)
}

/** What row evaluation answers. */
export function evaluated(filter: Filter, contact: Contact, context: { now: number; catalog: Catalog }): boolean {
  return evaluateRow(lowerFilter(filter, context), toRow(contact, context.catalog), lowerSegments(filter, context))
}

/** The contact as the index would supply it. */
export function toRow(contact: Contact, catalog: Catalog): Row {
  const columns = columnsOf(contact, catalog)
  const times = {
    ...prefixed('tag', contact.tags),
    ...prefixed('segment', contact.statics),
    ...prefixed('segment', contact.enteredAt),
  }
  const sets = new Set([
    ...Object.keys(prefixed('tag', contact.tags)),
    ...Object.keys(prefixed('segment', contact.statics)),
    ...contact.suppressions.map((reason) => `suppression:${reason}`),
    ...channelsOf(contact).map((channel) => `channel:${channel}`),
    ...Object.entries(contact.consent).map(([channel, state]) => `consent:${channel}:${state}`),
    ...Object.entries(contact.topics).map(([topic, state]) => `topic:${topic}:${state}`),
    ...(contact.isLost ? ['mark:lost'] : []),
  ])
  return {
    value: (column) => columns[column] ?? null,
    isIn: (set) => sets.has(set),
    since: (set) => times[set] ?? null,
    events: (kind) => [
      ...contact.messages.filter(({ event }) => `message:${event}` === kind).map(toRowEvent),
      ...contact.happenings.filter(({ name }) => `event:${name}` === kind),
    ],
    opportunities: () => contact.opportunities,
    idBytes: () => toIdBytes(contact.id),
  }
}

function columnsOf(contact: Contact, catalog: Catalog): Record<string, ReturnType<Row['value']>> {
  const { status, validation, funnel } = contact
  const columns: Record<string, ReturnType<Row['value']>> = { status, validation, funnel }
  for (const field of listFields(catalog)) {
    const value = contact.fields[field.key]
    if (value === undefined) continue
    columns[field.column] = typeof value === 'number' ? value : columnValueOf(field, value)
  }
  const names = [contact.fields.firstName, contact.fields.lastName].filter((part) => part !== undefined)
  if (contact.fields.name === undefined && names.length > 0) columns.name = fold(names.join(' '))
  return columns
}

function channelsOf({ channels, fields }: Contact): string[] {
  const has = (value: FieldValue | undefined): boolean => value !== undefined && value !== ''
  return [...Object.keys(channels), ...(has(fields.email) ? ['email'] : []), ...(has(fields.phone) ? ['sms'] : [])]
}

function prefixed(kind: string, times: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(times).map(([id, at]) => [`${kind}:${id}`, at]))
}

function toRowEvent({ at, channel, kind, campaign, link, isMachine }: Message) {
  return { at, channel, kind, campaign, isMachine, link: link === null ? null : fold(link) }
}

function toIdBytes(id: string): Uint8Array {
  const bits = [...id.slice(4)]
    .map((letter) => '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
    .slice(-128)
  return Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2))
}
