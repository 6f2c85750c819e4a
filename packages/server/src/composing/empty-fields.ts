import { type Catalog, findField, type Lowering } from '@rollcall/filters'
import { fieldKeyOf, type MergeField } from '../email/merge-fields.ts'
import { counted, type Finding, found } from './check-texts.ts'
import type { Asker } from './compose.ts'

/** What the texts take from the contact, and for how many of those who get it that is empty. */
export type Variable = {
  name: string
  where: NonNullable<Finding['where']>
  hasFallback: boolean
  field: string | null
  empty: number | null
}

type Asked = { mergeFields: MergeField[]; catalog: Catalog; people: Lowering | null }

/** For how many of those who get it each merge field is empty. */
export async function countEmpty({ product, projectId }: Asker, { mergeFields, catalog, people }: Asked) {
  const asked = mergeFields
    .filter(({ path }) => path[0] === 'contact')
    .map((field) => ({ ...field, known: findKnown(field, catalog) }))
  const columns = [...new Set(asked.flatMap(({ known }) => known?.column ?? []))]
  const [all = null, ...counts] = people
    ? await product.index.counts(projectId, [people, ...columns.map((column) => without(people, column))])
    : []
  const variables = asked.map(({ name, part, line, hasFallback, known }): Variable => {
    const empty = known ? (counts[columns.indexOf(known.column)] ?? null) : null
    return { name, where: { part, line }, hasFallback, field: known?.key ?? null, empty }
  })
  return { people: all, variables }
}

/** Those of them for which nothing is said instead. */
export function checkEmpty({ people, variables }: { people: number | null; variables: Variable[] }): Finding[] {
  if (people === null) return []
  const empty = variables.filter(({ hasFallback, empty }) => !hasFallback && empty)
  if (empty.length === 0) return [found('empty_fields', 'ok', 'Nothing is left empty for anybody.')]
  return empty.map(({ name, empty, where }) => {
    const sentence = `{{ ${name} }} is empty for ${counted(empty ?? 0, 'person', 'people')} of ${counted(people, 'person', 'people')}, and nothing is said instead. Add | default: "…".`
    return { ...found('empty_fields', 'warning', sentence), where }
  })
}

function findKnown({ path }: MergeField, catalog: Catalog): { key: string; column: string } | undefined {
  const key = fieldKeyOf(path) ?? path[1]
  const column = key === undefined ? undefined : findField(catalog, key)?.column
  return key === undefined || column === undefined ? undefined : { key, column }
}

function without(people: Lowering, column: string): Lowering {
  return { is: 'all', of: [people, { is: 'not', of: { is: 'present', column } }] }
}
