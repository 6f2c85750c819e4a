import type { Warning } from '../facts.ts'
import { durationWords } from '../values/duration.ts'
import type { Window } from '../values/window.ts'

/** "Did not … at least 60 days ago" is true of everybody who never did, and of everybody who did since. */
export function longAgoWarning(isNegative: boolean, window: Window | undefined): Warning[] {
  if (!isNegative || window?.before === undefined) return []
  const ago = durationWords(window.before)
  const detail = `This asks who did not at least ${ago} ago, which includes whoever did since. To ask who has not for ${ago}, use {"last":"${window.before}"}.`
  return [{ code: 'did_not_before', detail }]
}
