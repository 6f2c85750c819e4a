import { RollcallError } from '@rollcall/sdk'

/** What is wrong with a text of a message: which one, in which line when that is known, and the words for it. */
export type TextProblem = { part: string; line: number | null; words: string }

/** The text that a refused call names, when it names one. */
export function problemIn(error: unknown): TextProblem | undefined {
  if (!(error instanceof RollcallError)) return undefined
  const [problem] = error.errors
  const part = problem && /^\/(subject|preheader|html|text|mjml|name)$/.exec(problem.pointer)?.[1]
  if (!problem || !part) return undefined
  const line = /\bline:?\s*(\d+)/i.exec(problem.detail)?.[1]
  return { part, line: line ? Number(line) : null, words: inWords(problem.detail) }
}

// The template language ends with `, line:3, col:5`.
function inWords(detail: string): string {
  return detail.replace(/,? line:(\d+), col:(\d+)/, ' (line $1, column $2)')
}
