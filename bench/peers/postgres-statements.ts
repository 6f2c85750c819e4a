import { type Question, rowsOf, type Statements } from './peer.ts'

const NOT_MACHINE = 'and not machine'

/** The suite in PostgreSQL's SQL, over the tables and indexes of postgres.ts. */
export const postgresStatements: Statements = {
  S1: [
    ({ asked: { tags, notTag } }) =>
      rowsOf(
        'tag table, covering keys',
        `select row_no from contacts c where status = 'subscribed'
         and row_no in (select row_no from tags where tag in (${tags}))
         and not exists (select from tags t where tag = ${notTag} and t.row_no = c.row_no)`,
      ),
    ({ asked: { tags, notTag } }) =>
      rowsOf(
        'tags as an array, GIN',
        `select row_no from contacts where status = 'subscribed' and tags && array[${tags}] and not tags @> array[${notTag}]`,
      ),
  ],
  S2: [({ asked, at }) => rowsOf('covering index', `select row_no from contacts where ${richNearby({ asked, at })}`)],
  S3: [
    ({ at }) =>
      rowsOf(
        'covering index by time',
        `select distinct row_no from opened where happened_at > ${at.days30} and happened_at <= ${at.now} ${NOT_MACHINE}
         and not exists (select from clicked c where c.row_no = opened.row_no
           and happened_at > ${at.days60} and happened_at <= ${at.now} ${NOT_MACHINE})`,
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
        'covering index by campaign',
        `select distinct row_no from opened where campaign = ${asked.campaign} ${NOT_MACHINE}`,
      ),
  ],
  S5: [
    ({ at }) =>
      rowsOf(
        'covering index by time',
        `select row_no from clicked where happened_at > ${at.days90} and happened_at <= ${at.now} ${NOT_MACHINE}
         group by row_no having count(*) >= 2`,
      ),
  ],
  S6: [
    () =>
      rowsOf('index by contact', `select row_no from opened where not machine group by row_no having count(*) >= 3`),
    () => rowsOf('a counter kept beside the events', 'select row_no from contacts where opened_count >= 3'),
  ],
  S7: [
    ({ asked, at }) =>
      rowsOf(
        'covering index by time',
        `select row_no from purchases where happened_at > ${at.year} and happened_at <= ${at.now} and cents >= ${100 * asked.amount}
         group by row_no having count(*) >= 2`,
      ),
  ],
  S8: [
    ({ asked, at }) =>
      rowsOf(
        'covering index by time',
        `select row_no from purchases where happened_at > ${at.year} and happened_at <= ${at.now}
         group by row_no having sum(cents) > ${100 * asked.sum}`,
      ),
  ],
  S9: [
    ({ asked }) =>
      rowsOf(
        'a table of cities with a trigram index',
        `select row_no from contacts where city in (select id from cities where name like '%${asked.cityPart}%')`,
      ),
  ],
  S10: [({ asked }) => rowsOf('trigram index', `select row_no from contacts where email like '%${asked.emailPart}%'`)],
  S11: [
    (question) =>
      rowsOf('indexes where they help, tags as an array', `select row_no from contacts where ${nested(question)}`),
  ],
  S12: [
    ({ asked, at }) =>
      rowsOf(
        'covering index by birthday, tags as an array',
        `select row_no from contacts where birthday_md in (${at.birthdays}) and status = 'subscribed'
         and tags && array[${asked.tags}] and not tags @> array[${asked.notTag}]
         and not coalesce(${richNearby({ asked, at })}, false)`,
      ),
  ],
}

/** The rule of S2, and of the segment that S12 leaves out. */
function richNearby({ asked: { countries, ltv }, at }: Question): string {
  return `(status = 'subscribed' and country in ('${countries.join("','")}') and ltv > ${ltv}
    and last_seen between ${at.firstDayOf30} and ${at.today})`
}

function nested({ asked: { tags, countries, industry, visits }, at }: Question): string {
  const tagged = (tag: number) => `tags @> array[${tag}]`
  return `(plan = 'pro' and visits >= ${visits} and not (${tagged(tags[0])} or country = '${countries[0]}'))
    or (industry = '${industry}' and score between 20 and 60 and status <> 'unsubscribed')
    or (beta and language in ('en', 'en-GB') and not (${tagged(tags[1])} or size = '1'))
    or last_seen between ${at.firstDayOf7} and ${at.today}`
}
