import type { Catalog } from '../catalog.ts'
import { type DerivedField, derivedFields } from '../fields/derived-fields.ts'
import { FIELD_TYPE, type Field, findField, listFields } from '../fields/field.ts'
import { operators, operatorsOn } from '../operators/index.ts'
import { quoted } from '../quoted.ts'
import { comparison } from './comparison/comparison.ts'
import type { Subject } from './comparison/subject.ts'
import { fromMessages } from './from-messages.ts'

const FAMILIES = new Set(Object.values(FIELD_TYPE).map(({ family }) => family))

/** What a built-in or custom field holds, compared by its type. */
export const field = comparison({
  id: 'field',
  summary: 'What a built-in or custom field holds. `field` is its key; the operators follow from its type.',
  subjects: {
    list: (catalog) => [...listFields(catalog).map((known) => toSubject(known, catalog)), ...derivedSubjects],
    find: (catalog, key = '') => {
      const known = findField(catalog, key)
      return known ? toSubject(known, catalog) : derivedSubjects.find((subject) => subject.key === key)
    },
  },
  subjectKey: 'field',
  operators: operators.filter(({ on }) => FAMILIES.has(on)),
  operandKey: 'values',
  examples: [
    [{ columns: { 'fields.city': 'jakarta barat' } }, { field: 'city', op: 'contains', values: ['Jakarta'] }, true],
    [{ columns: { 'fields.city': 'bandung' } }, { field: 'city', op: 'contains', values: ['Jakarta'] }, false],
    [{}, { field: 'city', op: 'contains', values: ['Jakarta'] }, false],
    [{}, { field: 'city', op: 'not_contains', values: ['Jakarta'] }, true],
    [{ columns: { 'fields.ltv': 150 } }, { field: 'ltv', op: 'between', values: [100, 200] }, true],
    [{ columns: { country: 'ID' } }, { field: 'country', op: 'is', values: ['indonesia'] }, true],
    [{ columns: { language: ['en-GB', 'en'] } }, { field: 'language', op: 'is', values: ['en'] }, true],
    [{ columns: { language: ['eng'] } }, { field: 'language', op: 'is', values: ['en'] }, false],
    [{ columns: { createdAt: 1_769_904_000 } }, { field: 'createdAt', op: 'on', values: ['2026-02-01'] }, true],
    [{ columns: { createdAt: 1_769_904_000 } }, { field: 'createdAt', op: 'within', window: { last: '7d' } }, false],
    [{ columns: { 'fields.birthday': 7_346 } }, { field: 'birthday', op: 'anniversary', window: { next: '3d' } }, true],
    [
      { events: { 'message:opened': [{ at: 1_770_000_000 }, { at: 1_760_000_000 }] } },
      { field: 'lastOpenedAt', op: 'after', values: ['2026-02-01'] },
      true,
    ],
    [{}, { field: 'lastOpenedAt', op: 'is_empty' }, true],
  ],
})

const derivedSubjects = derivedFields.map(toDerivedSubject)

function toDerivedSubject(known: DerivedField): Subject {
  return {
    key: known.key,
    label: known.name,
    group: 'Activity',
    words: known.name.toLowerCase(),
    column: known.key,
    operators: operatorsOn(FIELD_TYPE[known.type].family),
    canBeEmpty: true,
    derive: (lowering, clock) => fromMessages(lowering, known, clock),
  }
}

function toSubject(known: Field, catalog: Catalog): Subject {
  const isCustom = known.column !== known.key
  return {
    key: known.key,
    label: known.name,
    group: isCustom ? 'Custom fields' : 'Contact',
    words: isCustom ? customWords(known, catalog) : known.name.toLowerCase(),
    column: known.column,
    operators: operatorsOn(FIELD_TYPE[known.type].family),
    canBeEmpty: true,
    ...(known.choices && { choices: known.choices }),
  }
}

/** People choose the names of custom fields, so they are quoted, and two of the same name are told apart. */
function customWords({ key, name }: Field, catalog: Catalog): string {
  const isUnique = catalog.fields.filter((other) => other.name === name).length === 1
  return isUnique ? quoted(name) : `${quoted(name)} (${quoted(key)})`
}
