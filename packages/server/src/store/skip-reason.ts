// Who may get what: `skipReason` says it of each message, ENTRY_REFUSES_ALL of addresses that are no contacts; nothing is sent
// without one of them.
//
//                                                        marketing   transactional
//   unsubscribed, never subscribed, not confirmed, paused     no          yes
//   too many soft bounces                                   no          yes
//   not subscribed to the topic of the campaign             no          yes
//   hard bounce, erased, deleted                              no          no
//   complaint, blocked by hand                                no          no, unless the entry says "marketing only"
//
// On every other channel only what was said about that channel counts, and what is true of a person wherever they are:
//
//   nothing said                                              no          yes
//   opted out                                                 no          no
//   paused, not subscribed to the topic of the campaign       no          yes
//   an address that the service says does not exist           no          no
//   erased, deleted, no address on the channel                no          no

/** Whether a contact `c` does not get a topic, by their answer or its default, as an expression of SQL like the topic. */
function isNotOnTopic(topic: string): string {
  return `${topic} is not null and not coalesce(
    (select a.subscribed from topic_answers a where a.project_id = c.project_id and a.row_no = c.row_no and a.topic_id = ${topic}),
    (select t.default_answer = 'opt_in' from topics t where t.project_id = c.project_id and t.id = ${topic}))`
}

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
  when ${isNotOnTopic(topic)} then 'topic_not_subscribed'
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

/** The address of a contact `c` on a channel, an expression of SQL like it. A phone number is an address on sms; it may stand there too. */
export function addressOn(channel: string): string {
  return `case when ${channel} = 'email' then c.email else coalesce(case when ${channel} = 'sms' then c.phone end, (
    select a.address from contact_channels a
    where a.project_id = c.project_id and a.row_no = c.row_no and a.channel = ${channel})) end`
}

/** What a message is, and what it is about, as expressions of SQL; about everything unless said. */
type MessageKind = { channel: string; isTransactional: string; topic?: string }

/** Must agree with unreachableFor in audience/reachable.ts: a test says so. */
function channelSkipReason({ channel, isTransactional, topic }: Required<MessageKind>): string {
  const consent = `(select n.state from consents n
    where n.project_id = c.project_id and n.row_no = c.row_no and n.channel = ${channel})`
  return `case
    when c.row_no is null then 'deleted'
    when ${addressOn(channel)} is null then 'no_address'
    when exists (select from suppressions s where s.project_id = c.project_id and s.address = c.email_key
      and s.reason = 'erased') then 'suppressed'
    when exists (select from channel_bounces b where b.project_id = c.project_id and b.row_no = c.row_no
      and b.channel = ${channel} and b.address = ${addressOn(channel)}) then 'bounced'
    when ${consent} = 'opted_out' then 'opted_out'
    when ${isTransactional} then null
    when ${consent} is null then 'no_consent'
    when c.paused_until is not null then 'paused'
    when ${isNotOnTopic(topic)} then 'topic_not_subscribed'
  end`
}

/** Why a contact `c` does not get a message of this kind, or null. */
export function skipReason({ channel, isTransactional, topic = 'null::uuid' }: MessageKind): string {
  return `case when ${channel} <> 'email' then ${channelSkipReason({ channel, isTransactional, topic })}
    when ${isTransactional} then ${TRANSACTIONAL_SKIP_REASON} else ${skipMarketing(topic)} end`
}
