import { MOST_VALUES } from '../operators/arguments.ts'
import { MOST_PROBLEMS, type Problem, step } from '../problem.ts'
import { isRawCondition, type RawNode, rawNodes } from './raw-node.ts'

/**
 * How large a filter may be: groups in groups (the root is 1), conditions, values in one list, bytes of JSON;
 * and how many problems are reported at once.
 */
export const FILTER_LIMITS = {
  depth: 8,
  conditions: 200,
  values: MOST_VALUES,
  bytes: 512 * 1024,
  problems: MOST_PROBLEMS,
} as const

const INSTEAD = 'To mean many people one by one, put them into a static segment.'

/** The problem with filters whose JSON, as received, is too long; undefined when it is not. */
export function problemOfSize(sizeBytes: number): Problem | undefined {
  if (sizeBytes <= FILTER_LIMITS.bytes) return undefined
  const detail = `This is ${sizeBytes} bytes of JSON; a filter takes at most ${FILTER_LIMITS.bytes} (512 KiB). ${INSTEAD}`
  return { pointer: '', detail }
}

/**
 * The first limit that an untrusted filter exceeds, or undefined.
 *
 * Whatever has no entries counts as a condition, an empty group included. So at most 200 of them and their at most
 * 8 groups each are visited, and nothing recursive sees a filter that has not passed here.
 */
export function exceededLimit(input: unknown): Problem | undefined {
  let conditions = 0
  for (const node of rawNodes(input)) {
    if (node.entries.count === 0) conditions += 1
    const problem = problemOfDepth(node) ?? problemOfCount(node, conditions) ?? problemOfLists(node)
    if (problem) return problem
  }
  return undefined
}

function problemOfDepth({ depth, place }: RawNode): Problem | undefined {
  if (depth <= FILTER_LIMITS.depth) return undefined
  return {
    pointer: place(''),
    detail: `Groups may be nested ${FILTER_LIMITS.depth} deep, the root included; this one is deeper.`,
  }
}

function problemOfCount({ place }: RawNode, conditions: number): Problem | undefined {
  if (conditions <= FILTER_LIMITS.conditions) return undefined
  return {
    pointer: place(''),
    detail: `A filter takes at most ${FILTER_LIMITS.conditions} conditions; this is one more.`,
  }
}

function problemOfLists({ raw, place }: RawNode): Problem | undefined {
  if (!isRawCondition(raw)) return undefined
  for (const [key, value] of Object.entries(raw)) {
    if (!Array.isArray(value) || value.length <= FILTER_LIMITS.values) continue
    const detail = `This list has ${value.length} entries; a condition takes at most ${FILTER_LIMITS.values}. ${INSTEAD}`
    return { pointer: place(step('', key)), detail }
  }
  return undefined
}
