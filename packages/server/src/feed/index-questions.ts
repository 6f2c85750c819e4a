import type { AudienceIndex } from '@rollcall/engine'
import type { LiveIndex } from './live-index.ts'

/** Asks the index that is open now about a project that is loaded. */
type Asking = <Answer>(projectId: number, ask: (index: AudienceIndex) => Promise<Answer>) => Promise<Answer>

/** The questions that the index answers as they are. */
export function toQuestions(
  asked: Asking,
): Pick<LiveIndex, 'eventTimes' | 'matches' | 'breakdown' | 'regions' | 'nearMisses'> {
  return {
    eventTimes: (projectId, request) => asked(projectId, (index) => index.eventTimes(projectId, request)),
    matches: (projectId, lowering, rowNo) => asked(projectId, (index) => index.matches(projectId, lowering, rowNo)),
    breakdown: (projectId, request) => asked(projectId, (index) => index.breakdown(projectId, request)),
    regions: (projectId, lowerings) => asked(projectId, (index) => index.regions(projectId, lowerings)),
    nearMisses: (projectId, request) => asked(projectId, (index) => index.nearMisses(projectId, request)),
  }
}
