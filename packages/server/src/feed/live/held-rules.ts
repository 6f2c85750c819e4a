import type { AudienceIndex } from '@rollcall/engine'
import type { SegmentId } from '@rollcall/filters'
import type { LoweredRule } from './lower-rules.ts'
import type { Watched } from './membership-log.ts'
import type { ReasonOf } from './reasons.ts'
import type { RecordedMembers } from './recorded-members.ts'

/**
 * Rules that changed together with contacts, as when a tag is merged into another: by the new rule the old contacts would leave, by the
 * old rule the new ones. So whom each had is kept, and compared with whom the new rule has after the contacts were applied.
 */
export type HeldRules = {
  rules: LoweredRule[]
  /** Segments of which a rule was saved, or that are new. */
  begun: ReadonlySet<SegmentId>
  /** What each had before, by UUID. */
  before: Map<string, RecordedMembers>
  reasonOf: (watched: Watched) => ReasonOf
}

type Place = { index: AudienceIndex; projectId: number; watched: ReadonlyMap<SegmentId, Watched> }

/** Whom these segments have. `failed` is what a step held that could not be finished: it is still what is recorded. */
export async function readMembersBefore(
  rules: LoweredRule[],
  { index, projectId, watched }: Place,
  failed: HeldRules | undefined,
): Promise<Map<string, RecordedMembers>> {
  const before = new Map(failed?.before)
  for (const { id, uuid } of rules) {
    const known = watched.get(id)
    if (known && !before.has(uuid)) before.set(uuid, { ...known, members: await index.watchedMembers(projectId, id) })
  }
  return before
}

/** These rules, and all that ask since when people are in one of their segments, directly or through others. */
export function withThoseThatAsk(changed: LoweredRule[], rules: LoweredRule[]): LoweredRule[] {
  const held = new Set(changed)
  const ids = new Set(changed.map(({ id }) => id))
  for (let size = 0; size < held.size; ) {
    size = held.size
    for (const rule of rules) {
      if (!rule.asksSince.some((id) => ids.has(id))) continue
      held.add(rule)
      ids.add(rule.id)
    }
  }
  return [...held]
}
