/**
 * The condition that something was noted of the message of the delivery `d`, whatever carried it; `verb`, `machine` and `campaign`
 * are expressions of SQL, and $1 is the project. Mail and texts have an index each.
 */
export function noted(verb: string, { machine = 'false', campaign = '$2', more = '' } = {}): string {
  const of = `select from events e where e.project_id = $1 and e.campaign_id = ${campaign} and e.row_no = d.row_no and e.machine = ${machine} ${more}`
  return `(exists (${of} and e.name = 'email.' || ${verb})
    or exists (${of} and e.name not like 'email.%' and e.name not like '%.sent' and split_part(e.name, '.', 2) = ${verb}))`
}

/** The condition that the delivery `d` was taken over and reported undelivered since: a full mailbox, blocked, given up. */
export function undelivered(campaign?: string): string {
  return `(d.state = 'sent' and d.feedback is not distinct from 'undelivered' and not ${noted("'bounced'", { campaign })})`
}

/** The condition that the delivery `d` was taken over and has not come back since. */
export function delivered(): string {
  return `(d.state = 'sent' and d.feedback is distinct from 'undelivered' and not ${noted("'bounced'")})`
}

/**
 * The same for all of a campaign ($2) at once: a join after which `b.row_no` is null for those of the deliveries `d` that did
 * not come back, and the condition that reads it.
 */
export const WHO_CAME_BACK = `left join (
    select row_no from events where project_id = $1 and campaign_id = $2 and not machine and name = 'email.bounced'
    union
    select row_no from events where project_id = $1 and campaign_id = $2 and not machine
      and name not like 'email.%' and name not like '%.sent' and split_part(name, '.', 2) = 'bounced'
  ) b on b.row_no = d.row_no`
export const DELIVERED = "(d.state = 'sent' and d.feedback is distinct from 'undelivered' and b.row_no is null)"

/** How many of those whom something was handed over for have it: neither `bounced`, at once or later, nor undelivered. */
export function deliveredOf(counted: { handedOver: number; bounced: number; undelivered: number }): number {
  return Math.max(0, counted.handedOver - counted.bounced - counted.undelivered)
}

/** The condition that the event `e` is what counts as a conversion of the delivery `d`; both are expressions of SQL. */
export function convertedBy({ event, withinDays }: { event: string; withinDays: string }): string {
  // Events are kept to the second.
  return `e.name = ${event}
    and e.at >= date_trunc('second', d.updated_at) and e.at < d.updated_at + ${withinDays} * interval '1 day'`
}
