import type { Catalog } from '../catalog.ts'
import { isObject } from '../is-object.ts'
import { type Problem, step } from '../problem.ts'
import { shown } from '../shown.ts'
import { flatActivity } from './flat-activity.ts'
import { flatField } from './flat-field.ts'
import { ownProperty } from './own-property.ts'
import type { RawEntry } from './raw-entry.ts'

/** The keys of the flat form of a group, beside `match`. */
export const FLAT_KEYS = [
  'groups',
  'tags',
  'excludeTags',
  'status',
  'validationStatus',
  'customFields',
  'fields',
  'activity',
]

/** How the flat form of a group combines its entries. */
export const FLAT_MATCHES = ['all', 'any'] as const

/** Whether a raw group is in the flat form: it has one of its keys. */
export function isFlat(raw: object): boolean {
  return FLAT_KEYS.some((key) => Object.hasOwn(raw, key))
}

/**
 * The entries of a group in the flat form, as conditions and groups, each with where it stands.
 *
 * Without a catalog the types of fields are unknown, and values stay texts: enough to count and to find names.
 * Of each list at most `most` entries are read, so that work is bounded.
 */
export function flatEntries(
  raw: object,
  { catalog, most }: { catalog: Catalog | undefined; most: number },
): RawEntry[] {
  const of = (key: string, condition: (value: unknown) => object, from: string): RawEntry[] => {
    const value = ownProperty(raw, key)
    return value === undefined ? [] : [{ raw: condition(value), place: (inside) => `/${key}${afterKey(inside, from)}` }]
  }
  const each = (key: string, toEntry: (item: unknown, pointer: string) => RawEntry): RawEntry[] =>
    listEntries(raw, { key, most }, toEntry)
  return [
    ...of('tags', (tags) => ({ type: 'tag', op: 'has_any', tags }), '/tags'),
    ...of('excludeTags', (tags) => ({ type: 'tag', op: 'has_none', tags }), '/tags'),
    ...of('status', (status) => ({ type: 'status', op: 'is', values: [status] }), '/values/0'),
    ...of('validationStatus', (status) => ({ type: 'validation', op: 'is', values: [status] }), '/values/0'),
    ...customFieldEntries(raw, { catalog, most }),
    ...each('fields', (item, pointer) => flatField(item, { pointer, catalog })),
    ...each('activity', flatActivity),
    ...each('groups', (item, pointer) => ({ raw: item, place: (inside) => pointer + inside })),
  ]
}

function afterKey(inside: string, key: string): string {
  return inside.startsWith(key) ? inside.slice(key.length) : ''
}

function customFieldEntries(
  raw: object,
  { catalog, most }: { catalog: Catalog | undefined; most: number },
): RawEntry[] {
  const customFields = ownProperty(raw, 'customFields')
  if (customFields === undefined) return []
  if (!isObject(customFields)) {
    const detail = `${shown(customFields)} does not fit: give an object such as {"plan":["pro"]}.`
    return [refusal({ pointer: '/customFields', detail })]
  }
  return Object.entries(customFields)
    .slice(0, most)
    .map(([key, values]) => {
      const pointer = step('/customFields', key)
      const { raw: condition, place, problem } = flatField({ key, values }, { pointer, catalog })
      // Key and values stand in one place here: `{ "plan": ["pro"] }`.
      return {
        raw: condition,
        place: (inside) =>
          place(inside)
            .replace(`${pointer}/values`, pointer)
            .replace(/\/(key|mode)$/, ''),
        ...(problem && { problem }),
      }
    })
}

function listEntries(
  raw: object,
  { key, most }: { key: string; most: number },
  toEntry: (item: unknown, pointer: string) => RawEntry,
): RawEntry[] {
  const list = ownProperty(raw, key)
  if (list === undefined) return []
  const pointer = step('', key)
  if (!Array.isArray(list) || list.length === 0) {
    return [refusal({ pointer, detail: `${shown(list)} does not fit: give a list that is not empty.` })]
  }
  return list.slice(0, most).map((item: unknown, index) => toEntry(item, step(pointer, index)))
}

/** An entry that cannot be understood. */
function refusal(problem: Problem): RawEntry {
  return { raw: null, place: () => problem.pointer, problem }
}
