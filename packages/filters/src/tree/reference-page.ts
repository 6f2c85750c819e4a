import type { BuilderPart, ConditionType } from '../conditions/condition.ts'
import { EXAMPLE_CATALOG, EXAMPLE_NOW } from '../conditions/example-catalog.ts'
import { conditionTypes } from '../conditions/index.ts'
import { PART_INPUTS } from '../conditions/parts/part-input.ts'
import { FIELD_TYPE } from '../fields/field.ts'
import { operators } from '../operators/index.ts'
import { INPUTS } from '../operators/input-hint.ts'
import { type Example, type Family, missing, type Operator } from '../operators/operator.ts'
import { instantText } from '../values/instant.ts'
import { describeFilter } from './describe.ts'
import { FILTER_LIMITS } from './limits.ts'
import { parseFilter } from './parse.ts'

/** The reference page of the filter language in Markdown, made from the registries. */
export function filterReference(): string {
  return [
    '# Filter reference',
    'Made from the registries in `packages/filters` by `npm run generate`; do not edit.',
    limits(),
    `Examples are asked at ${instantText(EXAMPLE_NOW)} in UTC.`,
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

function conditionSection(type: ConditionType): string[] {
  const { id, summary, examples } = type
  return [
    `### \`${id}\``,
    summary,
    ...partsTable(type),
    table(
      ['example', 'reads'],
      distinct(examples.map(([, condition]) => ({ type: id, ...condition }))).map((condition) => [
        code(condition),
        sentenceOf(condition),
      ]),
    ),
  ]
}

const OPTIONS: readonly string[] = ['choice', 'choices']
// Of a type that has more, the operators follow from what is asked.
const MOST_LISTED = 4

/** What a condition says beside its operator and operand. */
function partsTable({ subjects }: ConditionType): string[] {
  const operators = subjects(EXAMPLE_CATALOG).flatMap((subject) => subject.operators)
  const parts = new Map<string, { part: BuilderPart; takers: Set<string> }>()
  for (const { id, parts: taken = [] } of operators) {
    for (const part of taken) {
      const { takers } = parts.get(part.key) ?? { takers: new Set<string>() }
      parts.set(part.key, { part, takers: takers.add(id) })
    }
  }
  const all = new Set(operators.map(({ id }) => id)).size
  const rows = [...parts.values()].map(({ part: { key, input, isRequired, choices = [] }, takers }) => {
    const only = takers.size === all ? '' : ` (with ${[...takers].map((id) => `\`${id}\``).join(', ')})`
    const options = OPTIONS.includes(input) ? `: ${choices.map(({ value }) => value).join(', ')}` : ''
    return [`\`${key}\``, isRequired ? 'required' : `optional${only}`, PART_INPUTS[input] + options]
  })
  const ids = [...new Set(operators.map(({ id }) => id))].filter(Boolean)
  if (rows.length === 0)
    return ids.length > MOST_LISTED ? [] : [`Operators: ${ids.map((id) => `\`${id}\``).join(', ')}.`]
  const op = ids.length === 0 ? [] : [['`op`', 'required', ids.map((id) => `\`${id}\``).join(', ')]]
  return [table(['key', '', 'takes'], [...op, ...rows])]
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
