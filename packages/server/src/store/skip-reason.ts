// Who may get what: `skipReason` says it of each message, ENTRY_REFUSES_ALL of addresses that are no contacts; nothing is sent
// without one of them.
//
//                                                        marketing   transactional
//   unsubscribed, never subscribed, not confirmed, paused     no          yes
//   not subscribed to the topic of the campaign               no          yes
//   hard bounce, erased, deleted                              no          no
//   complaint, blocked by hand                                no          no, unless the entry says "marketing only"

/**
 * Why a contact `c` gets no marketing e-mail, or null, as an expression of SQL; `c` is all null for somebody who was deleted.
 * Must agree with unreachableFor in audience/reachable.ts, which the counts before a launch come from: a test says so.
 */
const skipMarketing = (topic: string) => `case
  when c.row_no is null then 'deleted'
  when c.email is null then 'no_address'
  when exists (select from suppressions s where s.project_id = c.project_id and s.address = c.email_key) then 'suppressed'
  when c.status = 'unsubscribed' then 'unsubscribed'
  when c.status = 'non-subscribed' then 'non_subscribed'
  when c.status = 'bounced' then 'bounced'
  when c.validation = 'invalid' then 'invalid_address'
  when c.paused_until is not null then 'paused'
  when ${topic} is not null and not coalesce(
    (select a.subscribed from topic_answers a where a.project_id = c.project_id and a.row_no = c.row_no and a.topic_id = ${topic}),
    (select t.default_answer = 'opt_in' from topics t where t.project_id = c.project_id and t.id = ${topic})
  ) then 'topic_not_subscribed'
end`

/** Whether an entry `s` of the suppression list keeps everything from its address, or marketing alone, as an expression of SQL. */
export const ENTRY_REFUSES_ALL = `(s.reason in ('bounce', 'erased') or (s.reason in ('complaint', 'manual') and not s.marketing_only))`

/**
 * The same for what is transactional: whatever somebody said about marketing does not matter; an address that bounced, an erased
 * person, a complaint and a block do, unless the entry is about marketing alone.
 */
const TRANSACTIONAL_SKIP_REASON = `case
  when c.row_no is null then 'deleted'
  when c.email is null then 'no_address'
  when exists (select from suppressions s where s.project_id = c.project_id and s.address = c.email_key
    and ${ENTRY_REFUSES_ALL}) then 'suppressed'
  when c.status = 'bounced' then 'bounced'
  when c.validation = 'invalid' then 'invalid_address'
end`

/** Why a contact `c` does not get a message of this kind and about this topic, or null; both are expressions of SQL. */
export function skipReason(isTransactional: string, topic = 'null::uuid'): string {
  return `case when ${isTransactional} then ${TRANSACTIONAL_SKIP_REASON} else ${skipMarketing(topic)} end`
}
