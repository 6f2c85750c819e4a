import { type Catalog, CHANNEL_LABELS, SUPPRESSION_LABELS } from '@rollcall/filters'

/** Being in something or not, and since when if that is known. */
export type Membership = { set: string; isIn: boolean; since?: string | null }

/** A membership in words: `has the tag "VIP", since 2026-03-01T00:00:00Z`. */
export function describeSet({ set, isIn, since }: Membership, { named }: Catalog): string {
  const [kind = '', id = '', state = ''] = set.split(':')
  const when = isIn && since ? `, since ${since}` : ''
  const name = () => {
    const things = kind === 'tag' ? named.tag : kind === 'segment' ? named.segment : named.topic
    return JSON.stringify(things?.find((thing) => thing.id === id)?.name ?? id)
  }
  switch (kind) {
    case 'tag':
      return `${isIn ? 'has' : 'does not have'} the tag ${name()}${when}`
    case 'segment':
      return `${isIn ? 'is' : 'is not'} in the segment ${name()}${when}`
    case 'topic':
      return `${isIn ? 'has' : 'has not'} ${state === 'opted_in' ? 'opted in to' : 'opted out of'} ${name()}`
    case 'channel':
      return `has ${isIn ? 'an' : 'no'} address on ${CHANNEL_LABELS.get(id) ?? id}`
    case 'consent':
      return `${isIn ? 'has' : 'has not'} ${state.replace('_', ' ')} on ${CHANNEL_LABELS.get(id) ?? id}`
    case 'suppression':
      return `${isIn ? 'is' : 'is not'} on the suppression list: ${SUPPRESSION_LABELS.get(id) ?? id}`
    default:
      return `${isIn ? 'is' : 'is not'} marked as ${id}`
  }
}
