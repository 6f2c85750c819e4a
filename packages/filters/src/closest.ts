import { shown } from './shown.ts'

/** The candidate that someone who wrote this most likely meant, or undefined when none is near. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = simplified(word)
  // A third of the word may be wrong: "containz" is near "contains", "is" is near nothing but itself.
  let nearest: string | undefined
  let smallest = Math.floor(wanted.length / 3) + 1
  let seen = 0
  for (const candidate of candidates) {
    if (++seen > MOST_CANDIDATES) break
    const distance = distanceBetween(wanted, simplified(candidate))
    if (distance < smallest) [nearest, smallest] = [candidate, distance]
  }
  return nearest
}

// Bounds the work on hostile input; a suggestion is a courtesy.
const MOST_CANDIDATES = 1_000
const MOST_LETTERS = 32

/** ` Did you mean "…"?` when something is near, else an empty text. */
export function suggestion(word: unknown, candidates: Iterable<string>): string {
  const near = typeof word === 'string' ? closest(word, candidates) : undefined
  return near === undefined ? '' : ` Did you mean ${shown(near)}?`
}

// Spelling of names differs mostly in case and separators: first_name, firstName.
function simplified(word: string): string {
  return word
    .slice(0, MOST_LETTERS)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '')
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function distanceBetween(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? at(before, j - 2) + 1 : replaced
      next.push(Math.min(replaced, swapped, at(row, j) + 1, at(next, j - 1) + 1))
    }
    before = row
    row = next
  }
  return at(row, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
