import { type Condition, EVERYONE, type Filter, type FilterNode, isGroup } from '@rollcall/filters'
import { type Path, pointerOf } from './edit-filter.ts'

/** What of a draft can be counted already, and where each pointer into it stands in the draft. */
type FinishedPart = { filter: Filter; unfinished: number; draftPointer: (pointer: string) => string }

/** Leaves out conditions that still lack their operand, so that the count stays live while one is being written. */
export function finishedPart(draft: Filter, isFinished: (condition: Condition) => boolean): FinishedPart {
  const pointers = new Map<string, string>()
  let unfinished = 0
  const prune = (group: Filter, from: Path, to: Path): Filter => {
    const conditions: FilterNode[] = []
    for (const [position, node] of group.conditions.entries()) {
      const [before, after] = [
        [...from, position],
        [...to, conditions.length],
      ]
      if (isGroup(node)) {
        const child = prune(node, before, after)
        if (child.conditions.length === 0) continue
        conditions.push(child)
      } else if (isFinished(node)) {
        conditions.push(node)
      } else {
        unfinished += 1
        continue
      }
      pointers.set(pointerOf(after), pointerOf(before))
    }
    return { match: group.match, conditions }
  }
  const pruned = prune(draft, [], [])
  const filter = pruned.conditions.length > 0 ? pruned : EVERYONE
  return { filter, unfinished, draftPointer: (pointer) => translate(pointers, pointer) }
}

// The longest known start of the pointer, replaced; what follows stands inside the condition and keeps its place.
function translate(pointers: Map<string, string>, pointer: string): string {
  const known = [...pointers.keys()].filter((start) => pointer === start || pointer.startsWith(`${start}/`))
  const start = known.sort((a, b) => b.length - a.length)[0]
  return start === undefined ? pointer : (pointers.get(start) ?? start) + pointer.slice(start.length)
}
