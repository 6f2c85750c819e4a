/** The answer of a filter or condition for one contact as time goes by and nothing else happens. */
export type Timeline = {
  /** The answer at the instant that has been reached. */
  readonly isTrue: boolean
  /** The instant after it at which the answer turns; infinity when it does not. */
  readonly turnsAt: number
  /** Moves on to that instant. */
  turn(): void
}
