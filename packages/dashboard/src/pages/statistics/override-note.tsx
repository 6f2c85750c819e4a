import { client } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { Notice } from '../../parts/notice.tsx'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import type { Reputation } from './reputation.ts'

type Props = { override: NonNullable<Reputation['override']>; mayEnd: boolean }

/** Until when, and why, campaigns may be launched although too much goes wrong. */
export function OverrideNote({ override: { until, reason }, mayEnd }: Props) {
  const end = useChange(() => client.reputation.endOverride(), { changes: ['reputation', 'audit'] })
  return (
    <>
      <Notice tone="warn">
        An owner lets campaigns be launched until {timeText(until)}: {reason}
      </Notice>
      {mayEnd && (
        <div>
          <InlineConfirm
            ask="End that now"
            question="While too much goes wrong, no campaign is launched from then on."
            yes="End it"
            no="Leave it"
            busy={end.isPending}
            run={() => end.mutate()}
          />
        </div>
      )}
    </>
  )
}
