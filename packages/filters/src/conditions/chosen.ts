import { MOST_PROBLEMS, type Report, step } from '../problem.ts'

/** Every text as what it stands for, each once; undefined after reporting those that stand for nothing. */
export function chosen(
  texts: readonly string[],
  parse: (text: string) => { value: string } | { problem: string },
  report: Report,
): string[] | undefined {
  const values = new Set<string>()
  let problems = 0
  for (const [index, text] of texts.entries()) {
    const parsed = parse(text)
    if ('value' in parsed) values.add(parsed.value)
    else report(step('', index), parsed.problem)
    if ('problem' in parsed && ++problems === MOST_PROBLEMS) break
  }
  return problems === 0 ? [...values] : undefined
}
