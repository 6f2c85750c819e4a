import type { z } from 'zod'
import { INPUTS } from '../../operators/input-hint.ts'
import type { Operand, Operator } from '../../operators/operator.ts'
import { MOST_PROBLEMS, type Report, step } from '../../problem.ts'
import { quoted } from '../../quoted.ts'
import { shown } from '../../shown.ts'
import type { Choices } from '../../values/choices.ts'
import type { Question } from './definition.ts'

/** The normalised operand, or undefined after reporting what is wrong with it. */
export function parseOperand(raw: unknown, question: Question, report: Report): Operand | undefined {
  const { operator, subject, catalog } = question
  const parsed = operator.argument.safeParse(raw)
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, MOST_PROBLEMS)) report(...problemOf(issue, raw, operator))
    return undefined
  }
  const operand = subject.choices ? chosen(parsed.data, subject.choices, report) : parsed.data
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
  if (choices) return operand.map((value) => choices.words(String(value)))
  return operand.map((value) => (operator.on === 'text' ? quoted(String(value)) : String(value)))
}

/** Every value as its choice; the same choice written twice is one. */
function chosen(operand: Operand, choices: Choices, report: Report): Operand | undefined {
  const values = new Set<string>()
  let problems = 0
  for (const [index, text] of operand.entries()) {
    const parsed = choices.parse(String(text))
    if ('value' in parsed) values.add(parsed.value)
    else report(step('', index), parsed.problem)
    if ('problem' in parsed && ++problems === MOST_PROBLEMS) break
  }
  return problems === 0 ? [...values] : undefined
}

/** What zod found, as a pointer inside the operand and a sentence. */
function problemOf(issue: z.core.$ZodIssue, raw: unknown, operator: Operator): [pointer: string, detail: string] {
  const expected = `"${operator.id}" takes ${INPUTS[operator.input]}.`
  const [index] = issue.path
  if (index === undefined || !Array.isArray(raw))
    return ['', `${raw === undefined ? 'This is missing' : `This is ${countOf(raw)}`}: ${expected}`]
  const value: unknown = raw[Number(index)]
  if (issue.code === 'custom') return [step('', Number(index)), sentence(issue.message)]
  const flaw =
    typeof value === 'string' && value.trim() === '' ? 'A value may not be empty' : `${shown(value)} does not fit`
  return [step('', Number(index)), `${flaw}: ${expected}`]
}

function countOf(raw: unknown): string {
  return Array.isArray(raw) && raw.length > 0 ? `a list of ${raw.length}` : shown(raw)
}

function shownList(operand: Operand): string {
  return `[${operand.map(shown).join(', ')}]`
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1)
}
