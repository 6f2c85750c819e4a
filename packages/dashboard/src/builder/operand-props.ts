import type { Choice, Operand } from '@rollcall/filters'

/** What every editor of an operand is given. An operand that is not whole yet is the empty one. */
export type OperandProps = {
  label: string
  operand: Operand
  onChange: (operand: Operand) => void
  choices: Choice[]
  invalid: boolean
  /** What a breakdown calls it, if its values can be counted: those that people have are offered with how many. */
  countedBy?: string | undefined
  /** The values that were seen, with how many have each. */
  seen?: ReadonlyMap<string, number> | undefined
  /** What is asked about has whole days, without a time. */
  isWholeDays?: boolean
}
