import { addressOn } from './skip-reason.ts'

/**
 * Whose an address on a channel is, as the rest of a query after its columns: contacts `c` for each `said`, which are the channels
 * $2, the addresses $3, and $4, whether that is about a no. A no from the number of an entry that became part of another's is about
 * that one too, as with a link in an old message; a yes is about that number alone.
 */
export const FROM_PEOPLE_AT = `from unnest($2::text[], $3::text[], $4::bool[]) as said (channel, address, is_no)
  join contacts c on c.project_id = $1 and c.deleted_at is null and c.row_no in (
    select c.row_no from (
      select row_no from contacts where said.channel = 'sms' and project_id = $1 and phone = said.address and deleted_at is null
      union select row_no from contact_channels where project_id = $1 and channel = said.channel and address = said.address
    ) found join contacts c on c.project_id = $1 and c.row_no = found.row_no
    where ${addressOn('said.channel')} = said.address
    union all
    select m.row_no from contact_merges m join contacts c on c.project_id = $1 and c.row_no = m.from_row_no and c.deleted_at is not null
    where said.is_no and m.project_id = $1 and ${addressOn('said.channel')} = said.address
  )`
