import type { z } from 'zod'
import { INPUTS } from '../../operators/input-hint.ts'
import type { Operand, Operator } from '../../operators/operator.ts'
import { MOST_PROBLEMS, type Report } from '../../problem.ts'
import { quoted } from '../../quoted.ts'
import { shown } from '../../shown.ts'
import { windowWords } from '../../values/window.ts'
import { chosen } from '../chosen.ts'
import { reportIssue } from '../shape-problem.ts'
import type { Question } from './definition.ts'

/** The normalised operand, or undefined after reporting what is wrong with it. */
export function parseOperand(raw: unknown, question: Question, report: Report): Operand | undefined {
  const { operator, subject, catalog } = question
  const parsed = operator.argument.safeParse(raw)
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, MOST_PROBLEMS)) reportProblem(issue, { raw, operator }, report)
    return undefined
  }
  const { choices } = subject
  // Windows and numbers of years are no choices.
  const operand = choices ? chosen(parsed.data.map(String), choices.parse, report) : parsed.data
  const flaw = operand && operator.flaw?.(operand, catalog)
  if (flaw) report('', `${shownList(operand)} does not fit: ${flaw}`)
  return flaw ? undefined : operand
}

/** The operand as a sentence shows it. */
export function shownOperand(
  operand: Operand,
  { operator, subject }: Pick<Question, 'operator' | 'subject'>,
): string[] {
  const { choices } = subject
  return operand.map((value) => {
    if (typeof value === 'object') return windowWords(value)
    if (choices) return choices.words(String(value))
    return operator.on === 'text' ? quoted(String(value)) : String(value)
  })
}

/** Reports what zod found, as a pointer inside the operand and a sentence. */
function reportProblem(
  issue: z.core.$ZodIssue,
  { raw, operator }: { raw: unknown; operator: Operator },
  report: Report,
): void {
  const expected = `"${operator.id}" takes ${INPUTS[operator.input]}.`
  if (issue.path.length > 0 && Array.isArray(raw)) reportIssue(issue, { raw, expected }, report)
  else report('', `${raw === undefined ? 'This is missing' : `This is ${countOf(raw)}`}: ${expected}`)
}

function countOf(raw: unknown): string {
  return Array.isArray(raw) && raw.length > 0 ? `a list of ${raw.length}` : shown(raw)
}

function shownList(operand: Operand): string {
  const [first] = operand
  return typeof first === 'object' ? JSON.stringify(first) : `[${operand.map(shown).join(', ')}]`
}
