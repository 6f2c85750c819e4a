import { Notice } from '../../parts/notice.tsx'
import { countText } from '../../parts/number-text.ts'
import type { Outcome } from './in-turn.ts'

/** What was done with some tags, and which of them are left, and why; nothing when none is. */
export function LeftTags({ outcome, verb }: { outcome: Outcome | undefined; verb: string }) {
  if (!outcome || outcome.left.length === 0) return null
  const { done, left } = outcome
  return (
    <Notice tone="warn">
      {done.length > 0 && `${countText(done.length, 'tag is', 'tags are')} ${verb}. `}
      {left.length === 1 ? 'This one is left:' : 'These are left:'}
      <ul>
        {left.map(({ tag, why }) => (
          <li key={tag.id}>
            “{tag.name}”: {why}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
