import { type CopyValue, copyRows } from '../../packages/server/src/store/copy-rows.ts'
import { type Database, openDatabase } from '../../packages/server/src/store/database.ts'
import { migrate } from '../../packages/server/src/store/migrate.ts'
import { insertProject } from '../../packages/server/src/store/projects.ts'
import { type AudienceSize, audience, type Happening, type Person } from '../fixture/audience.ts'
import { FIELDS, fixtureCatalog } from '../fixture/catalog.ts'
import { CAMPAIGNS, TAGS, things } from '../fixture/names.ts'

const TABLES = ['contacts', 'contact_tags', 'events']

const tagIds = things('tag', TAGS).map(({ uuid }) => uuid)
const campaignIds = things('campaign', CAMPAIGNS).map(({ uuid }) => uuid)

/**
 * Puts the fixture into an empty record, as its only project, and returns the project's number. Triggers rest meanwhile: what
 * they check is so, and whoever reads the record later loads it whole.
 */
export async function fillRecord(connectionString: string, size: AudienceSize): Promise<number> {
  await migrate(connectionString)
  const database = openDatabase(connectionString, 3)
  try {
    const projectId = await insertProject(database, 'Benchmark')
    await addDefinitions(database, projectId)
    await addPartitions(database, size)
    for (const table of TABLES) await database.query(`alter table ${table} disable trigger user`)
    for (const { people, happenings } of audience(size)) {
      await Promise.all([
        copy(
          database,
          CONTACTS,
          map(people, (person) => toContact(projectId, person)),
        ),
        copy(database, CONTACT_TAGS, tagsOf(projectId, people)),
        copy(
          database,
          EVENTS,
          map(happenings, (happening) => toEvent(projectId, happening)),
        ),
      ])
    }
    for (const table of TABLES) await database.query(`alter table ${table} enable trigger user`)
    await database.query('update projects set next_row_no = $2 where id = $1', [projectId, size.contacts])
    await database.query('vacuum (analyze)')
    return projectId
  } finally {
    await database.close()
  }
}

const CONTACTS = `copy contacts (project_id, row_no, id, email, email_key, first_name, last_name, name, company, country,
  language, status, fields, created_at, updated_at, subscribed_at) from stdin`
const CONTACT_TAGS = 'copy contact_tags (project_id, row_no, tag_id, applied_at, applied_by) from stdin'
const EVENTS = 'copy events (project_id, row_no, at, name, campaign_id, machine, link, properties) from stdin'

async function copy(database: Database, statement: string, rows: Iterable<CopyValue[]>) {
  await database.write({ projectId: 1, actor: 'system' }, (transaction) => copyRows(transaction, statement, rows))
}

function* map<Item>(items: Item[], toRow: (item: Item) => CopyValue[]): Generator<CopyValue[]> {
  for (const item of items) yield toRow(item)
}

function toContact(projectId: number, person: Person): CopyValue[] {
  const { rowNo, uuid, email, firstName, lastName, company, country, language, status } = person
  const createdAt = instant(person.createdAt)
  return [
    ...[projectId, rowNo, uuid, email, email, firstName, lastName, `${firstName} ${lastName}`, company, country],
    ...[language, status, toFields(person), createdAt, createdAt, status === 'subscribed' ? createdAt : null],
  ]
}

function toFields({ tier, industry, referrer, city, ltv, visits, score, lastSeen, birthday, ...rest }: Person): object {
  const { beta, plan, size } = rest
  return {
    ...{ tier, industry, referrer, city, visits, beta, plan, size },
    ...(ltv !== null && { ltv }),
    ...(score !== null && { score }),
    ...{ last_seen: day(lastSeen), birthday: day(birthday) },
  }
}

function* tagsOf(projectId: number, people: Person[]): Generator<CopyValue[]> {
  for (const { rowNo, tags } of people) {
    for (const [tag, at] of tags) yield [projectId, rowNo, tagIds[tag], instant(at), 'system']
  }
}

function toEvent(
  projectId: number,
  { rowNo, at, verb, campaign, isMachine, link, amountCents }: Happening,
): CopyValue[] {
  if (amountCents !== null) {
    const properties = { amount: amountCents / 100, currency: 'EUR' }
    return [projectId, rowNo, instant(at), 'purchase', null, false, null, properties]
  }
  const campaignId = campaign === null ? null : campaignIds[campaign]
  return [projectId, rowNo, instant(at), `email.${verb}`, campaignId, isMachine, link, null]
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

function day(days: number): string {
  return instant(days * 86_400).slice(0, 10)
}

async function addPartitions(database: Database, { nowSeconds }: AudienceSize) {
  await database.query(
    `select ensure_events_partition(month::date)
     from generate_series(to_timestamp($1) - interval '25 months', to_timestamp($1) + interval '1 month', '1 month') month`,
    [nowSeconds],
  )
}

async function addDefinitions(database: Database, projectId: number) {
  const segments = fixtureCatalog().named.segment ?? []
  const segmentIds = things('segment', segments.length).map(({ uuid }) => uuid)
  await database.query(
    `insert into custom_fields (project_id, key, name, type, options)
     select $1, f->>'key', f->>'name', f->>'type', case when f ? 'options' then array(select jsonb_array_elements_text(f->'options')) end
     from jsonb_array_elements($2) f`,
    [projectId, JSON.stringify(FIELDS)],
  )
  await database.query(
    `insert into tags (project_id, id, name) select $1, t.id, t.name from unnest($2::uuid[], $3::text[]) t(id, name)`,
    [projectId, tagIds, things('tag', TAGS).map(({ name }) => name)],
  )
  await database.query(
    `insert into campaigns (project_id, id, name, subject, from_email, html, audience, created_by)
     select $1, c.id, c.name, 'Hello', 'news@example.org', '<p>Hello</p>', '{"include":{"everyone":true}}', 'system'
     from unnest($2::uuid[], $3::text[]) c(id, name)`,
    [projectId, campaignIds, things('campaign', CAMPAIGNS).map(({ name }) => name)],
  )
  await database.query(
    `with added as (insert into segments (project_id, id, name, kind)
       select $1, s.id, s.name, 'dynamic' from unnest($2::uuid[], $3::text[]) s(id, name))
     insert into segment_versions (project_id, segment_id, version, filters, created_by)
     select $1, s.id, 1, s.filters, 'system' from unnest($2::uuid[], $4::jsonb[]) s(id, filters)`,
    [projectId, segmentIds, segments.map(({ name }) => name), segments.map(({ filter }) => JSON.stringify(filter))],
  )
}
