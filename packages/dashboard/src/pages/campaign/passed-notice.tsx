import { Notice } from '../../parts/notice.tsx'
import { useProject } from '../../session.ts'
import { wordsOfPassed } from './passed-zones.ts'
import type { When } from './when.ts'

/** That a time of each person's own has passed for some of them, said before it is too late. */
export function PassedNotice({ when }: { when: When }) {
  const projectZone = useProject()?.timezone ?? 'UTC'
  const words = wordsOfPassed(when, { projectZone, now: new Date() })
  return words === undefined ? null : <Notice tone="warn">{words}</Notice>
}
