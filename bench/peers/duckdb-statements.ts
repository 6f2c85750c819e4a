import { type Question, rowsOf, type Statements } from './peer.ts'

const NOT_MACHINE = 'and not machine'

/** The suite in DuckDB's SQL, over the tables of duckdb.ts. */
export const duckdbStatements: Statements = {
  S1: [
    ({ asked: { tags, notTag } }) =>
      rowsOf(
        'tag table sorted by tag, semi joins',
        `select row_no from contacts where status = 'subscribed'
         and row_no in (select row_no from tags where tag in (${tags}))
         and row_no not in (select row_no from tags where tag = ${notTag})`,
      ),
    ({ asked: { tags, notTag } }) => ({
      from: 'bit strings',
      count: `select bit_count(${bits(tags, notTag)})`,
      members: `select row_no from contacts where get_bit((select ${bits(tags, notTag)}), row_no) = 1`,
    }),
  ],
  S2: [({ asked, at }) => rowsOf('columns', `select row_no from contacts where ${richNearby({ asked, at })}`)],
  S3: [
    ({ at }) =>
      rowsOf(
        'events by time',
        `select distinct row_no from opened where happened_at > ${at.days30} and happened_at <= ${at.now} ${NOT_MACHINE}
         and row_no not in (select row_no from clicked where happened_at > ${at.days60} and happened_at <= ${at.now} ${NOT_MACHINE})`,
      ),
    ({ at }) =>
      rowsOf(
        'summary columns kept beside the events',
        `select row_no from contacts where last_opened > ${at.days30}
         and (last_clicked is null or last_clicked <= ${at.days60})`,
      ),
  ],
  S4: [
    ({ asked }) =>
      rowsOf(
        'events by campaign',
        `select distinct row_no from opened_by_campaign where campaign = ${asked.campaign} ${NOT_MACHINE}`,
      ),
  ],
  S5: [
    ({ at }) =>
      rowsOf(
        'events by time',
        `select row_no from clicked where happened_at > ${at.days90} and happened_at <= ${at.now} ${NOT_MACHINE}
         group by row_no having count(*) >= 2`,
      ),
  ],
  S6: [
    () => rowsOf('events', `select row_no from opened where not machine group by row_no having count(*) >= 3`),
    () => rowsOf('a counter kept beside the events', 'select row_no from contacts where opened_count >= 3'),
  ],
  S7: [
    ({ asked, at }) =>
      rowsOf(
        'events by time',
        `select row_no from purchases where happened_at > ${at.year} and happened_at <= ${at.now} and cents >= ${100 * asked.amount}
         group by row_no having count(*) >= 2`,
      ),
  ],
  S8: [
    ({ asked, at }) =>
      rowsOf(
        'events by time',
        `select row_no from purchases where happened_at > ${at.year} and happened_at <= ${at.now}
         group by row_no having sum(cents) > ${100 * asked.sum}`,
      ),
  ],
  S9: [
    ({ asked }) =>
      rowsOf(
        'a table of cities',
        `select row_no from contacts where city in (select id from cities where name like '%${asked.cityPart}%')`,
      ),
  ],
  S10: [({ asked }) => rowsOf('column', `select row_no from contacts where email like '%${asked.emailPart}%'`)],
  S11: [(question) => rowsOf('columns, semi joins', `select row_no from contacts where ${nested(question)}`)],
  S12: [
    ({ asked, at }) =>
      rowsOf(
        'columns, month and day, semi joins',
        `select row_no from contacts where birthday_md in (${at.birthdays}) and status = 'subscribed'
         and row_no in (select row_no from tags where tag in (${asked.tags}))
         and row_no not in (select row_no from tags where tag = ${asked.notTag})
         and not coalesce(${richNearby({ asked, at })}, false)`,
      ),
  ],
}

function bits([first, second]: [number, number], not: number): string {
  const of = (tag: number) => `(select rows from tag_bits where tag = ${tag})`
  return `(select rows from status_bits where status = 'subscribed') & (${of(first)} | ${of(second)}) & ~${of(not)}`
}

/** The rule of S2, and of the segment that S12 leaves out. */
function richNearby({ asked: { countries, ltv }, at }: Question): string {
  return `(status = 'subscribed' and country in ('${countries.join("','")}') and ltv > ${ltv}
    and last_seen between ${at.firstDayOf30} and ${at.today})`
}

function nested({ asked: { tags, countries, industry, visits }, at }: Question): string {
  const tagged = (tag: number) => `row_no in (select row_no from tags where tag = ${tag})`
  return `(plan = 'pro' and visits >= ${visits} and not (${tagged(tags[0])} or country = '${countries[0]}'))
    or (industry = '${industry}' and score between 20 and 60 and status <> 'unsubscribed')
    or (beta and language in ('en', 'en-GB') and not (${tagged(tags[1])} or size = '1'))
    or last_seen between ${at.firstDayOf7} and ${at.today}`
}
