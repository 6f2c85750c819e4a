import { RollcallError } from '@rollcall/sdk'
import { toSentence } from './trouble-words.ts'

/** Why one value of a form was refused, by its name in the request, for its input; nothing where the fault is elsewhere. */
export function problemAt(error: unknown, name: string): string | undefined {
  if (!(error instanceof RollcallError)) return undefined
  // The sentence says e-mail where the body says email.
  const taken = error.problem.by === 'e-mail' ? 'email' : error.problem.by
  if (error.code === 'already_exists' && taken === name) return 'Taken already.'
  const found = error.errors.find(({ pointer }) => `${pointer}/`.startsWith(`/${name}/`))
  return found && toSentence(found.detail)
}
