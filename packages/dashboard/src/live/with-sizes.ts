type Sized = { id: string; count: number }

/** An answer of the API with the sizes that are known now; the very same one where none of its segments changed. */
export function withSizes(answer: unknown, sizes: Record<string, number | null>): unknown {
  if (Array.isArray(answer)) return keepIfSame(answer, (entry) => withSizes(entry, sizes))
  if (!isSized(answer)) return answer
  const count = sizes[answer.id]
  return typeof count === 'number' && count !== answer.count ? { ...answer, count } : answer
}

function keepIfSame(before: unknown[], change: (entry: unknown) => unknown): unknown[] {
  const after = before.map(change)
  return after.some((entry, place) => entry !== before[place]) ? after : before
}

function isSized(answer: unknown): answer is Sized {
  if (typeof answer !== 'object' || answer === null || !('id' in answer) || !('count' in answer)) return false
  return typeof answer.id === 'string' && typeof answer.count === 'number'
}
