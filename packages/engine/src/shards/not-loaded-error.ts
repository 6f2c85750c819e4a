/** The index does not hold this project (it was never loaded, or dropped). Load it, then ask again. */
export class NotLoadedError extends Error {
  override name = 'NotLoadedError'
}
