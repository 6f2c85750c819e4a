/** A chunk of numbers: integers of 32 bits while all of them are such, else doubles, among which NaN is missing. */
export type NumberArray = Float64Array | Int32Array

/** Stands for missing among integers, so that a column that has it as a value holds doubles. No calendar has it as a day. */
export const MISSING_INT32 = -(2 ** 31)

/** Whether a number can stand among integers. */
export function fitsInt32(value: number): boolean {
  return value === (value | 0) && value !== MISSING_INT32
}
