import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { CONTACT_LABELS } from '../../parts/contact-labels.ts'
import { valueText } from '../../parts/value-text.ts'

const NAMES: Record<string, string> = { ...CONTACT_LABELS, tracking: 'Opens and clicks noticed' }

/** One detail of a person that was changed. */
export type DetailChange = { key: string; name: string; before: string; after: string }

/** What an entry says was changed; nothing when it says none. Custom fields go by their keys, which they keep when renamed. */
export function changesIn(changes: unknown): DetailChange[] {
  if (typeof changes !== 'object' || changes === null) return []
  return Object.entries(changes).flatMap(([key, values]) => {
    if (!Array.isArray(values)) return []
    const [before, after] = values.map(valueText)
    return [{ key, name: nameOf(key), before: before ?? '', after: after ?? '' }]
  })
}

function nameOf(key: string): string {
  const [, list, own] = /^(fields|channels)\.(.*)$/s.exec(key) ?? []
  if (own === undefined) return NAMES[key] ?? key
  return list === 'channels' ? (Object.entries(CHANNEL_NAMES).find(([channel]) => channel === own)?.[1] ?? own) : own
}
