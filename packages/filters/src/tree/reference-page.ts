import type { ConditionType } from '../conditions/condition.ts'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { conditionTypes } from '../conditions/index.ts'
import { FIELD_TYPE } from '../fields/field.ts'
import { operators } from '../operators/index.ts'
import { INPUTS } from '../operators/input-hint.ts'
import { type Example, type Family, missing, type Operator } from '../operators/operator.ts'
import { describeFilter } from './describe.ts'
import { FILTER_LIMITS } from './limits.ts'
import { parseFilter } from './parse.ts'

/** The reference page of the filter language in Markdown, made from the registries. */
export function filterReference(): string {
  return [
    '# Filter reference',
    'Made from the registries in `packages/filters` by `npm run generate`; do not edit.',
    limits(),
    '## Conditions',
    ...conditionTypes.flatMap(conditionSection),
    '## Operators',
    ...Object.entries(FAMILY_TITLES).flatMap(familySection),
  ]
    .join('\n\n')
    .concat('\n')
}

const FAMILY_TITLES: Record<Family, string> = {
  text: 'Text, email, phone, url',
  choice: 'Select, list, status, validation',
  number: 'Number',
  boolean: 'Boolean',
  day: 'Date',
  instant: 'Instant',
  set: 'Tags',
}

function limits(): string {
  const { depth, conditions, values, bytes } = FILTER_LIMITS
  return `Limits: ${depth} levels of groups, ${conditions} conditions, ${values} entries in a list, ${bytes} bytes of JSON.`
}

function conditionSection({ id, summary, examples }: ConditionType): string[] {
  return [
    `### \`${id}\``,
    summary,
    table(
      ['example', 'reads'],
      distinct(examples.map(([, condition]) => ({ type: id, ...condition }))).map((condition) => [
        code(condition),
        sentenceOf(condition),
      ]),
    ),
  ]
}

/** One condition is often asked of several contacts. */
function distinct(conditions: object[]): object[] {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()]
}

function sentenceOf(condition: object): string {
  const parsed = parseFilter({ conditions: [condition] }, EXAMPLE_CATALOG)
  return 'filter' in parsed ? describeFilter(parsed.filter, EXAMPLE_CATALOG) : ''
}

function familySection([family, title]: [string, string]): string[] {
  const types = Object.entries(FIELD_TYPE).filter(([, type]) => type.family === family)
  const rows = operators.filter(({ on }) => on === family).map(operatorRow)
  const fieldTypes = types.length === 0 ? [] : [`Field types: ${types.map(([type]) => `\`${type}\``).join(', ')}.`]
  return [`### ${title}`, ...fieldTypes, table(['operator', 'reads', 'takes', 'true for', 'false for'], rows)]
}

function operatorRow({ id, words, input, examples }: Operator): string[] {
  return [
    `\`${id}\``,
    words([]).trim(),
    INPUTS[input],
    shownExample(examples.find(([, , answer]) => answer)),
    shownExample(
      examples.find(([value, , answer]) => !answer && value !== missing) ?? examples.find(([, , answer]) => !answer),
    ),
  ]
}

function shownExample(example: Example | undefined): string {
  if (!example) return ''
  const [value, operand] = example
  const contact = value === missing ? 'nothing' : code(value)
  return operand.length === 0 ? contact : `${contact} with ${code(operand)}`
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n')
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|')
}
