/** The audience index has no room for what it was asked to take; everything that it held before is untouched. */
export class IndexFullError extends Error {
  override name = 'IndexFullError'
}
