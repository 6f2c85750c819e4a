import { describe, expect, it } from 'vitest'
import { policiesFor, withHeader, withPolicy, withPolicyForAll, withTarget } from './edit-mapping.ts'

const columns = [
  { header: 'E-Mail', target: 'email', type: null },
  { header: 'Plan', target: 'fields.plan', type: 'text' },
  { header: 'Labels', target: 'tags', type: null },
]
const plan = columns[1] ?? { header: '', target: null }
const options = { columnMap: { 'fields.plan': 'Plan' }, policies: { 'fields.plan': 'fill', email: 'keep' } } as const

describe('changing where a column goes', () => {
  it('takes its policy with it, and the target from whoever had it', () => {
    expect(withTarget({ columnMap: { company: 'Firm' } }, plan, { chosen: 'company', columns })).toMatchObject({
      columnMap: { company: 'Plan' },
      leaveOut: [],
    })
    expect(withTarget(options, plan, { chosen: 'company', columns })).toEqual({
      columnMap: { company: 'Plan' },
      leaveOut: [],
      policies: { email: 'keep' },
    })
  })

  it('leaves a column out, and takes it in again', () => {
    const left = withTarget(options, plan, { chosen: 'out', columns })
    expect(left).toMatchObject({ columnMap: {}, leaveOut: ['Plan'] })
    const back = withTarget(left, { ...plan, target: null }, { chosen: 'name', columns })
    expect(back).toMatchObject({ columnMap: { name: 'Plan' }, leaveOut: [] })
  })

  it.each([
    ['Größe (cm)', { columnMap: { größe_cm: 'Größe (cm)' } }],
    ['???', { columnMap: { column: '???' } }],
    ['plan', { columnMap: { plan_2: 'plan' } }],
    ['E-mail', { columnMap: { e_mail_2: 'E-mail' } }],
    ['email', { columnMap: { email_2: 'email' } }],
  ])('makes a new field of %j with a key that is free', (header, { columnMap }) => {
    const expected = Object.fromEntries(Object.entries(columnMap).map(([key, value]) => [`fields.${key}`, value]))
    expect(withTarget({}, { header, target: null }, { chosen: 'new', columns }).columnMap).toEqual(expected)
  })
})

describe('what was said of a column', () => {
  it('goes with it where that is about its new place no more', () => {
    const said = { dayOrder: { Plan: 'day-first', 'E-Mail': 'month-first' } } as const
    expect(withTarget(said, plan, { chosen: 'company', columns }).dayOrder).toEqual({ 'E-Mail': 'month-first' })
  })

  it('is forgotten when columns are called otherwise, and what was said of everybody is not', () => {
    const said = { ...options, leaveOut: ['Plan'], tags: ['Fair'], encoding: 'utf-8' as const }
    expect(withHeader(said, false)).toEqual({ tags: ['Fair'], encoding: 'utf-8', hasHeader: false })
  })
})

describe('what a file does to what is there', () => {
  it('is said for one column, or for all but tags', () => {
    expect(withPolicy({}, 'name', 'fill').policies).toEqual({ name: 'fill' })
    expect(withPolicy({ policies: { name: 'fill' } }, 'name', undefined).policies).toBeUndefined()
    expect(withPolicyForAll({}, columns, 'fill').policies).toEqual({ email: 'fill', 'fields.plan': 'fill' })
    expect(withPolicyForAll({ policies: { name: 'keep' } }, columns, 'overwrite').policies).toBeUndefined()
  })

  it('offers appending for tags and lists only', () => {
    expect(policiesFor({ target: 'tags', type: null })).toEqual(['append', 'fill', 'keep'])
    expect(policiesFor({ target: 'fields.likes', type: 'list' })).toContain('append')
    expect(policiesFor({ target: 'email', type: null })).not.toContain('append')
  })
})
