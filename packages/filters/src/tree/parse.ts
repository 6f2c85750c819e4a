import type { Catalog } from '../catalog.ts'
import { suggestion } from '../closest.ts'
import { conditionTypes, findConditionType } from '../conditions/index.ts'
import type { Condition } from '../filter.ts'
import { type Filter, type FilterNode, MATCHES, type Match } from '../filter.ts'
import { isObject } from '../is-object.ts'
import { MOST_PROBLEMS, type Problem, type Report, step } from '../problem.ts'
import { alternatives, shown } from '../shown.ts'
import { exceededLimit } from './limits.ts'
import { isRawCondition, ownProperty } from './raw-node.ts'

/** The normalised filter (ids instead of names, texts tidied, defaults filled), or every problem with it, up to 50. */
export function parseFilter(input: unknown, catalog: Catalog): { filter: Filter } | { problems: Problem[] } {
  const excess = exceededLimit(input)
  if (excess) return { problems: [excess] }
  const problems: Problem[] = []
  const report: Report = (pointer, detail) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ pointer, detail })
  }
  const filter = parseRoot(input, { catalog, report, isFull: () => problems.length === MOST_PROBLEMS })
  return filter && problems.length === 0 ? { filter } : { problems }
}

type Parsing = { catalog: Catalog; report: Report; isFull(): boolean }

function parseRoot(input: unknown, parsing: Parsing): Filter | undefined {
  if (isRawCondition(input)) {
    parsing.report('', 'This is a condition; a filter is a group: put it into {"conditions": […]}.')
    return undefined
  }
  if (isObject(input) && Object.keys(input).length === 0) return { match: 'all', conditions: [] }
  return parseGroup(input, '', parsing)
}

function parseNode(raw: unknown, pointer: string, parsing: Parsing): FilterNode | undefined {
  return isRawCondition(raw) ? parseCondition(raw, pointer, parsing) : parseGroup(raw, pointer, parsing)
}

function parseGroup(raw: unknown, pointer: string, parsing: Parsing): Filter | undefined {
  const { report } = parsing
  if (!isObject(raw) || (pointer !== '' && Object.keys(raw).length === 0)) {
    report(
      pointer,
      `This is ${shown(raw)}: ${GROUP}${pointer === '' ? '' : ', and a condition is an object with "type"'}.`,
    )
    return undefined
  }
  refuseStrangers(raw, pointer, report)
  const match = parseMatch(ownProperty(raw, 'match'), step(pointer, 'match'), report)
  const entries = ownProperty(raw, 'conditions')
  const problem = problemOfEntries(entries, { pointer, match })
  if (problem) report(step(pointer, 'conditions'), problem)
  const conditions = Array.isArray(entries) ? parseEntries(entries, step(pointer, 'conditions'), parsing) : []
  return match && { match, conditions }
}

const GROUP = 'a group is an object with "conditions", a list, and perhaps "match"'

/** Entries with problems are left out; the problems speak for them. */
function parseEntries(entries: readonly unknown[], pointer: string, parsing: Parsing): FilterNode[] {
  const nodes: FilterNode[] = []
  for (const [index, entry] of entries.entries()) {
    if (parsing.isFull()) break
    const node = parseNode(entry, step(pointer, index), parsing)
    if (node) nodes.push(node)
  }
  return nodes
}

function parseMatch(raw: unknown, pointer: string, report: Report): Match | undefined {
  if (raw === undefined) return 'all'
  const match = MATCHES.find((known) => known === raw)
  if (!match)
    report(pointer, `${shown(raw)} is no way to match: it may be ${alternatives(MATCHES)}.${suggestion(raw, MATCHES)}`)
  return match
}

function problemOfEntries(
  entries: unknown,
  { pointer, match }: { pointer: string; match: Match | undefined },
): string | undefined {
  if (entries === undefined) return '"conditions" is missing: it is required, except that {} means everyone.'
  if (!Array.isArray(entries)) return `This is ${shown(entries)}: "conditions" is a list of conditions and groups.`
  const mayBeEmpty = pointer === '' && match === 'all'
  if (entries.length > 0 || mayBeEmpty) return undefined
  return 'This group is empty: only the whole filter may be, with "match": "all", and then it means everyone.'
}

function refuseStrangers(raw: object, pointer: string, report: Report): void {
  const strangers = Object.keys(raw).filter((key) => key !== 'match' && key !== 'conditions')
  for (const key of strangers.slice(0, MOST_PROBLEMS)) {
    const near = suggestion(key, ['match', 'conditions'])
    report(step(pointer, key), `Unknown key ${shown(key)}. A group takes match and conditions.${near}`)
  }
}

function parseCondition(raw: object, pointer: string, { catalog, report }: Parsing): Condition | undefined {
  const id = ownProperty(raw, 'type')
  const type = findConditionType(id)
  if (type) return type.parse({ pointer, properties: new Map(Object.entries(raw)) }, catalog, report)
  const ids = conditionTypes.map((known) => known.id)
  report(
    step(pointer, 'type'),
    `${shown(id)} is not a type of condition: it may be ${alternatives(ids)}.${suggestion(id, ids)}`,
  )
  return undefined
}
