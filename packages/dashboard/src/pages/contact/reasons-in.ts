/** By what somebody was in an audience, as a delivery's entry tells it. */
export type AudienceReason = { kind: 'tag' | 'segment' | 'filter' | 'everyone'; id?: string; name: string }

const KINDS = ['tag', 'segment', 'filter', 'everyone'] as const

/** The reasons in the details of an entry; none where there are none. */
export function reasonsIn(given: unknown): AudienceReason[] {
  if (!Array.isArray(given)) return []
  return given.flatMap((reason: unknown) => {
    if (typeof reason !== 'object' || reason === null) return []
    const found = new Map<string, unknown>(Object.entries(reason))
    const kind = KINDS.find((candidate) => candidate === found.get('kind'))
    const id = found.get('id')
    return kind ? [{ kind, name: String(found.get('name') ?? ''), ...(typeof id === 'string' && { id }) }] : []
  })
}
