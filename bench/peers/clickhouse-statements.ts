import { type Question, rowsOf, type Statement, type Statements } from './peer.ts'

/** The suite in ClickHouse's SQL, over the tables of clickhouse.ts. */
export const clickhouseStatements: Statements = {
  S1: [
    ({ asked: { tags, notTag } }) => bitmap(bitmaps(tags, notTag)),
    ({ asked: { tags, notTag } }) =>
      rowsOf(
        'tags as arrays',
        `select row_no from contacts where status = 'subscribed' and hasAny(tags, [${tags}]) and not has(tags, ${notTag})`,
      ),
  ],
  S2: [(question) => rowsOf('columns', `select row_no from contacts where ${richNearby(question)}`)],
  S3: [
    ({ at }) =>
      rowsOf(
        'events by time',
        `select distinct row_no from opened where happened_at > ${at.days30} and happened_at <= ${at.now} and machine = 0
         and row_no not in (select row_no from clicked
           where happened_at > ${at.days60} and happened_at <= ${at.now} and machine = 0)`,
      ),
    ({ at }) =>
      bitmap(
        `select bitmapAndnot(
           (select groupBitmapState(row_no) from opened
             where happened_at > ${at.days30} and happened_at <= ${at.now} and machine = 0),
           (select groupBitmapState(row_no) from clicked
             where happened_at > ${at.days60} and happened_at <= ${at.now} and machine = 0))`,
        'bitmaps made of the events by time',
      ),
    ({ at }) =>
      rowsOf(
        'summary columns kept beside the events',
        `select row_no from contacts where last_opened > ${at.days30} and last_clicked <= ${at.days60}`,
      ),
  ],
  S4: [
    ({ asked }) =>
      rowsOf(
        'events by campaign',
        `select distinct row_no from opened_by_campaign where campaign = ${asked.campaign} and machine = 0`,
      ),
  ],
  S5: [
    ({ at }) =>
      rowsOf(
        'events by time',
        `select row_no from clicked where happened_at > ${at.days90} and happened_at <= ${at.now} and machine = 0
         group by row_no having count() >= 2`,
      ),
  ],
  S6: [
    () =>
      rowsOf(
        'events by contact',
        `select row_no from opened_by_contact where machine = 0 group by row_no having count() >= 3
         settings optimize_aggregation_in_order = 1`,
      ),
    () => rowsOf('a counter kept beside the events', 'select row_no from contacts where opened_count >= 3'),
  ],
  S7: [
    ({ asked, at }) =>
      rowsOf(
        'events by time',
        `select row_no from purchases
         where happened_at > ${at.year} and happened_at <= ${at.now} and cents >= ${100 * asked.amount}
         group by row_no having count() >= 2`,
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
  S11: [(question) => rowsOf('columns, tags as arrays', `select row_no from contacts where ${nested(question)}`)],
  S12: [
    (question) =>
      rowsOf(
        'columns, tags as arrays',
        `select row_no from contacts where birthday_md in (${question.at.birthdays}) and status = 'subscribed'
         and hasAny(tags, [${question.asked.tags}]) and not has(tags, ${question.asked.notTag})
         and not coalesce(${richNearby(question)}, false)`,
      ),
    (question) =>
      rowsOf(
        'the first segment as a bitmap, columns',
        `select row_no from contacts where birthday_md in (${question.at.birthdays})
         and bitmapContains((${bitmaps(question.asked.tags, question.asked.notTag)}), row_no)
         and not coalesce(${richNearby(question)}, false)`,
      ),
  ],
}

function bitmap(made: string, from = 'a bitmap for each tag and status'): Statement {
  return {
    from,
    count: `select bitmapCardinality((${made}))`,
    members: `select arrayJoin(bitmapToArray((${made})))`,
  }
}

function bitmaps([first, second]: [number, number], not: number): string {
  const of = (tag: number) => `(select people from tag_bitmaps where tag = ${tag})`
  const subscribed = `(select people from status_bitmaps where status = 'subscribed')`
  return `select bitmapAndnot(bitmapAnd(${subscribed}, bitmapOr(${of(first)}, ${of(second)})), ${of(not)})`
}

/** The rule of S2, and of the segment that S12 leaves out. */
function richNearby({ asked: { countries, ltv }, at }: Question): string {
  return `(status = 'subscribed' and country in ('${countries.join("','")}') and ltv > ${ltv}
    and last_seen between ${at.firstDayOf30} and ${at.today})`
}

function nested({ asked: { tags, countries, industry, visits }, at }: Question): string {
  return `(plan = 'pro' and visits >= ${visits} and not (has(tags, ${tags[0]}) or country = '${countries[0]}'))
    or (industry = '${industry}' and score between 20 and 60 and status <> 'unsubscribed')
    or (beta and language in ('en', 'en-GB') and not (has(tags, ${tags[1]}) or size = '1'))
    or last_seen between ${at.firstDayOf7} and ${at.today}`
}
