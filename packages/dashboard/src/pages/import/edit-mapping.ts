import { isReservedKey } from '@rollcall/filters'
import type { ImportOptions } from './draft.ts'
import type { PreviewColumn } from './use-preview.ts'

type Policy = NonNullable<ImportOptions['policies']>[string]

/** What is chosen for a column instead of a target. */
export const NEW_FIELD = 'new'
export const LEFT_OUT = 'out'

type Column = Pick<PreviewColumn, 'header' | 'target'>

/** The options once a column goes somewhere else: a target, a new field, or nowhere. Whoever had the target loses it. */
export function withTarget(
  options: ImportOptions,
  { header, target }: Column,
  { chosen, columns }: { chosen: string; columns: readonly Column[] },
): ImportOptions {
  const next = chosen === NEW_FIELD ? freeFieldTarget(header, columns) : chosen
  const others = Object.entries(options.columnMap ?? {}).filter(([key, value]) => value !== header && key !== next)
  const kept = (options.leaveOut ?? []).filter((left) => left !== header)
  // Whether there are dates in it was said of where it went before.
  const { [header]: _, ...orders } = options.dayOrder ?? {}
  return {
    ...withPolicy(options, target, undefined),
    ...(options.dayOrder && { dayOrder: orders }),
    columnMap: Object.fromEntries(next === LEFT_OUT ? others : [...others, [next, header]]),
    leaveOut: next === LEFT_OUT ? [...kept, header] : kept,
  }
}

/** The options once the first row is a header, or is none: columns are called otherwise then, so that nothing said of them holds. */
export function withHeader(options: ImportOptions, hasHeader: boolean): ImportOptions {
  const {
    columnMap: _,
    leaveOut: _left,
    policies: _policies,
    fieldTypes: _types,
    dayOrder: _order,
    ...others
  } = options
  return { ...others, hasHeader }
}

/** The options once what is there is treated so by this target's column; undefined forgets it. */
export function withPolicy(options: ImportOptions, target: string | null, policy: Policy | undefined): ImportOptions {
  const { [target ?? '']: _, ...others } = options.policies ?? {}
  const policies = policy === undefined || target === null ? others : { ...others, [target]: policy }
  return { ...options, policies: Object.keys(policies).length === 0 ? undefined : policies }
}

// Tags only ever grow; when somebody agreed is kept with a change of consent, and with nothing else.
const KEPT_APART = ['tags', 'consentAt']

/** The options once all columns that can treat what is there alike. */
export function withPolicyForAll(
  options: ImportOptions,
  columns: readonly Pick<PreviewColumn, 'target'>[],
  policy: Exclude<Policy, 'append'>,
): ImportOptions {
  const targets = columns.flatMap(({ target }) => (target === null || KEPT_APART.includes(target) ? [] : target))
  const policies = Object.fromEntries(targets.map((target) => [target, policy]))
  return { ...options, policies: policy === 'overwrite' || targets.length === 0 ? undefined : policies }
}

/** What a column may do to what is there; the first is what it does unless told otherwise. */
export function policiesFor({ target, type }: Pick<PreviewColumn, 'target' | 'type'>): Policy[] {
  if (target === 'consentAt') return []
  if (target === 'tags') return ['append', 'fill', 'keep']
  return type === 'list' ? ['overwrite', 'append', 'fill', 'keep'] : ['overwrite', 'fill', 'keep']
}

/** A target for a field that is called like the column and that no other column goes to. */
function freeFieldTarget(header: string, columns: readonly Column[]): string {
  const taken = new Set(columns.filter((column) => column.header !== header).map(({ target }) => target))
  const letters = header
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '')
  const key = letters.slice(0, 60) || 'column'
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? key : `${key}_${number}`
    if (!taken.has(`fields.${candidate}`) && !isReservedKey(candidate)) return `fields.${candidate}`
  }
}
