import type { TextChannel } from '@rollcall/contract'
import type { Queryable } from './database.ts'
import { FROM_PEOPLE_AT } from './people-at.ts'
import { skipReason } from './skip-reason.ts'

/** Those of these addresses on a channel to which nothing at all may be sent, each with why: the word of one who has it is enough. */
export async function listChannelRefusals(
  record: Queryable,
  projectId: number,
  { channel, addresses }: { channel: TextChannel; addresses: string[] },
): Promise<Map<string, string>> {
  const rows = await record.query<{ address: string; reason: string }>(
    `select address, reason from (
       select said.address, ${skipReason({ channel: 'said.channel', isTransactional: 'true' })} as reason ${FROM_PEOPLE_AT}
     ) judged where reason is not null`,
    [projectId, addresses.map(() => channel), addresses, addresses.map(() => true)],
  )
  return new Map(rows.map(({ address, reason }) => [address, reason]))
}

/**
 * The row of whoever has an address on a channel. Of several it is one to whom nothing may be sent, because that was said of the
 * address; else one who said yes, so that marketing reaches them.
 */
export async function findRowAt(
  record: Queryable,
  projectId: number,
  { channel, address }: { channel: TextChannel; address: string },
): Promise<number | undefined> {
  const reason = (isTransactional: string) => skipReason({ channel: 'said.channel', isTransactional })
  const [found] = await record.query<{ rowNo: number }>(
    `select c.row_no as "rowNo" ${FROM_PEOPLE_AT}
     order by ${reason('true')} is null, ${reason('false')} is not null, c.row_no limit 1`,
    [projectId, [channel], [address], [false]],
  )
  return found?.rowNo
}
