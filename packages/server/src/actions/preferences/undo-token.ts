import { z } from 'zod'
import { createSignedTokens } from '../../email/signed-token.ts'
import { type Change, type Step, step } from './step.ts'

const undone = z.object({ projectId: z.int(), rowNo: z.int(), at: z.int(), steps: z.array(step).max(1_000) })

/** Whose changes are taken back. */
export type UndoOf = { projectId: number; rowNo: number }

const GOOD_FOR_MS = 24 * 3_600_000

/** Says how to take changes back, latest first; cannot be made without the secret key, and is good for a day. */
export function toUndoToken(
  secretKey: Buffer,
  { projectId, rowNo }: UndoOf,
  told: { changes: Change[]; at: Date },
): string {
  const steps = told.changes.map(({ undo }) => undo).reverse()
  return tokens(secretKey).toToken(Buffer.from(JSON.stringify({ projectId, rowNo, at: told.at.getTime(), steps })))
}

/** The steps of a token, or undefined when it is not this person's, or too old. */
export function parseUndoToken(
  secretKey: Buffer,
  token: string,
  { projectId, rowNo, now }: UndoOf & { now: Date },
): Step[] | undefined {
  const told = tokens(secretKey).parse(token)
  const parsed = told && undone.safeParse(JSON.parse(told.toString('utf8')))
  if (!parsed?.success) return undefined
  const { data } = parsed
  const isTheirs = data.projectId === projectId && data.rowNo === rowNo
  return isTheirs && now.getTime() - data.at < GOOD_FOR_MS ? data.steps : undefined
}

function tokens(secretKey: Buffer) {
  return createSignedTokens(secretKey, 'rollcall preferences undo v1')
}
