/** Bytes that should be a row bitmap are not one, or not an undamaged one. */
export class CorruptBitmapError extends Error {
  override name = 'CorruptBitmapError'

  constructor(problem: string) {
    super(`The bytes are not an intact row bitmap: ${problem}. Compute the audience again.`)
  }
}
