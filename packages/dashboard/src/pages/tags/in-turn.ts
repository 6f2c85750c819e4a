import { type Tag, troubleOf } from '../../api.ts'

/** Which tags are dealt with, which of them not by somebody else just now, and which are left, each with why. */
export type Outcome = { done: Tag[]; byUs: Tag[]; left: { tag: Tag; why: string }[] }

/** Does the same with some tags one after the other: one that is refused keeps no other back, and what is gone already is done. */
export async function inTurn(tags: Tag[], run: (tag: Tag) => Promise<unknown>): Promise<Outcome> {
  const outcome: Outcome = { done: [], byUs: [], left: [] }
  for (const tag of tags) {
    try {
      await run(tag)
      outcome.done.push(tag)
      outcome.byUs.push(tag)
    } catch (error) {
      const { isMissing, what } = troubleOf(error)
      if (isMissing) outcome.done.push(tag)
      else outcome.left.push({ tag, why: what })
    }
  }
  return outcome
}
