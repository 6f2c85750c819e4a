/** The cursor does not come from a page of this sort order. */
export class BadCursorError extends Error {
  override name = 'BadCursorError'
}
