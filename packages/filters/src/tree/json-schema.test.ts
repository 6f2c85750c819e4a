import { describe, expect, it } from 'vitest'
import { conditionTypes } from '../conditions/index.ts'
import { operators } from '../operators/index.ts'
import { filterJsonSchema } from './json-schema.ts'
import { filterReference } from './reference-page.ts'

const schema = JSON.stringify(filterJsonSchema())

describe('filterJsonSchema', () => {
  it('knows every condition and operator, and nests groups by reference', () => {
    for (const { id } of [...conditionTypes, ...operators]) expect(schema).toContain(`"const":"${id}"`)
    expect(schema).toContain('{"$ref":"#/$defs/FilterGroup"}')
    expect(Object.keys(filterJsonSchema())).toEqual(['$schema', '$ref', '$defs'])
  })

  it('says how many values an operator takes', () => {
    expect(schema).toContain('"prefixItems":[{"type":"number"},{"type":"number"}]')
    expect(schema).toContain('"maxItems":5000')
  })
})

describe('filterReference', () => {
  it('has a section for each condition and a row for each operator', () => {
    const page = filterReference()
    for (const { id } of conditionTypes) expect(page).toContain(`### \`${id}\``)
    for (const { id } of operators) expect(page).toContain(`| \`${id}\` |`)
    expect(page).not.toMatch(/undefined|\[object/)
  })
})
