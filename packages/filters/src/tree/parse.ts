import type { Catalog } from '../catalog.ts'
import { suggestion } from '../closest.ts'
import { conditionTypes, findConditionType } from '../conditions/index.ts'
import type { Condition } from '../filter.ts'
import { type Filter, type FilterNode, MATCHES, type Match } from '../filter.ts'
import { isObject } from '../is-object.ts'
import { MOST_PROBLEMS, type Problem, type Report, step } from '../problem.ts'
import { alternatives, enumeration, shown } from '../shown.ts'
import { FLAT_KEYS, FLAT_MATCHES, isFlat } from './flat-object.ts'
import { exceededLimit } from './limits.ts'
import { ownProperty } from './own-property.ts'
import { entriesOf, isRawCondition, type RawEntries } from './raw-node.ts'

/** The normalised filter (ids instead of names, texts tidied, defaults filled), or every problem with it, up to 50. */
export function parseFilter(input: unknown, catalog: Catalog): { filter: Filter } | { problems: Problem[] } {
  const excess = exceededLimit(input)
  if (excess) return { problems: [excess] }
  const problems: Problem[] = []
  const report: Report = (pointer, detail) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ pointer, detail })
  }
  const filter = parseRoot(input, { catalog, report, isFull: () => problems.length === MOST_PROBLEMS })
  if (!filter || problems.length > 0) return { problems }
  // The flat form is shorter than what it stands for, and has no place to point to.
  const excessOfMeaning = exceededLimit(filter)
  return excessOfMeaning ? { problems: [{ ...excessOfMeaning, pointer: '' }] } : { filter }
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
  const isFlatForm = isFlat(raw) && !Object.hasOwn(raw, 'conditions')
  refuseStrangers(raw, { pointer, report, known: ['match', ...(isFlatForm ? FLAT_KEYS : ['conditions'])] })
  const match = parseMatch(raw, { pointer, report, matches: isFlatForm ? FLAT_MATCHES : MATCHES })
  const entries = entriesOf(raw, parsing.catalog)
  const problem = problemOfEntries(raw, { entries, mayBeEmpty: pointer === '' && match === 'all' })
  if (problem) report(step(pointer, 'conditions'), problem)
  const conditions = entries ? parseEntries(entries, pointer, parsing) : []
  return match && { match, conditions }
}

const GROUP = 'a group is an object with "conditions", a list, and perhaps "match"'

/** Entries with problems are left out; the problems speak for them. */
function parseEntries(entries: RawEntries, pointer: string, parsing: Parsing): FilterNode[] {
  const nodes: FilterNode[] = []
  for (let index = 0; index < entries.count && !parsing.isFull(); index++) {
    const { raw, place, problem } = entries.at(index)
    const at = pointer + place('')
    if (problem) {
      parsing.report(pointer + problem.pointer, problem.detail)
      continue
    }
    // What stands inside of an entry may be written elsewhere than where its condition has it.
    const report: Report = (inside, detail) => parsing.report(pointer + place(inside.slice(at.length)), detail)
    const node = parseNode(raw, at, { ...parsing, report })
    if (node) nodes.push(node)
  }
  return nodes
}

function parseMatch(
  group: object,
  { pointer, report, matches }: { pointer: string; report: Report; matches: readonly Match[] },
): Match | undefined {
  const raw = ownProperty(group, 'match')
  if (raw === undefined) return 'all'
  const match = matches.find((known) => known === raw)
  const detail = `${shown(raw)} is no way to match: it may be ${alternatives(matches)}.${suggestion(raw, matches)}`
  if (!match) report(step(pointer, 'match'), detail)
  return match
}

function problemOfEntries(
  raw: object,
  { entries, mayBeEmpty }: { entries: RawEntries | undefined; mayBeEmpty: boolean },
): string | undefined {
  const given = ownProperty(raw, 'conditions')
  if (!entries && given === undefined) return '"conditions" is missing: it is required, except that {} means everyone.'
  if (!entries) return `This is ${shown(given)}: "conditions" is a list of conditions and groups.`
  if (entries.count > 0 || mayBeEmpty) return undefined
  return 'This group is empty: only the whole filter may be, with "match": "all", and then it means everyone.'
}

function refuseStrangers(
  raw: object,
  { pointer, report, known }: { pointer: string; report: Report; known: readonly string[] },
): void {
  const strangers = Object.keys(raw).filter((key) => !known.includes(key))
  for (const key of strangers.slice(0, MOST_PROBLEMS)) {
    const isOfOtherForm = FLAT_KEYS.includes(key)
    const near = isOfOtherForm ? ' It belongs to the flat form, which has no conditions.' : suggestion(key, known)
    report(step(pointer, key), `Unknown key ${shown(key)}. A group takes ${enumeration(known)}.${near}`)
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
