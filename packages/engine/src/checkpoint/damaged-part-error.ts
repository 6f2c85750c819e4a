/** A saved part of the index is not what was written, or nothing that this version writes. */
export class DamagedPartError extends Error {
  override name = 'DamagedPartError'
}
