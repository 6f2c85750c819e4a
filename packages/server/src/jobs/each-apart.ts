/**
 * Does the same for each, one after the other: an error with one is told, and keeps nobody after it from their turn. Gives what
 * came of the others.
 */
export async function eachApart<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  onError: (error: unknown, item: Item) => unknown,
): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) {
    try {
      results.push(await work(item))
    } catch (error) {
      await onError(error, item)
    }
  }
  return results
}
