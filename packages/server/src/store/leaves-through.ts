/** Whether a campaign `k` leaves through a provider `p`: the one that it names, or its channel's default. As an expression of SQL. */
export const LEAVES_THROUGH = `k.project_id = p.project_id and k.channel = p.channel
  and coalesce(k.provider_id = p.id, p.is_default)`
