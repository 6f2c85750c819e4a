/** Why the embedded PostgreSQL cannot run: one sentence that says what to do, printed without a stack. */
export class PostgresStartError extends Error {
  override name = 'PostgresStartError'
}
