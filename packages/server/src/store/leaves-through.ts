/** Whether a campaign `k` leaves through a provider `p`: the one that it names, or its channel's default. As an expression of SQL. */
export const LEAVES_THROUGH = `k.project_id = p.project_id and k.channel = p.channel
  and coalesce(k.provider_id = p.id, p.is_default)`

/** A provider (a UUID) by its name. */
export type SentThrough = { id: string; name: string }

/** The id of the provider that a campaign `k` would leave through now. As expressions of SQL, like what follows; $1 is the project. */
export const WOULD_LEAVE_THROUGH = `coalesce(k.provider_id,
  (select id from providers where project_id = $1 and is_default and channel = k.channel))`

/**
 * What a delivery `d` of a campaign `k` left through, as SentThrough, null when that is gone. Of what has not left yet, or left before
 * that was written down: what it would leave through now.
 */
export const SENT_THROUGH = `(select jsonb_build_object('id', p.id, 'name', p.name) from providers p
  where p.project_id = $1 and p.id = coalesce(
    case when d.state not in ('queued', 'leased') then d.provider_id end, ${WOULD_LEAVE_THROUGH}))`
