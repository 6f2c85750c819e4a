import { importOptions } from '@rollcall/contract'
import type { FieldDefinition } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { CsvReader } from './csv-reader.ts'
import { findProblemOfPlan, planImport } from './import-plan.ts'
import { sniffFormat } from './sniff-format.ts'

function plan(text: string, { options = {}, fields = [] }: { options?: object; fields?: FieldDefinition[] } = {}) {
  const parsed = importOptions.parse(options)
  const format = sniffFormat(text, parsed)
  const reader = new CsvReader(format)
  const start = [...reader.push(text), ...reader.end()]
  return planImport({ encoding: 'utf-8', format, start }, { options: parsed, fields })
}

function columnsOf(text: string, given?: Parameters<typeof plan>[1]): Record<string, string | null> {
  const planned = plan(text, given)
  if ('problem' in planned) throw new Error(planned.problem)
  const { columns } = planned.plan
  return Object.fromEntries(columns.map(({ header, target, type }) => [header, type ? `${target} ${type}` : target]))
}

describe('planImport', () => {
  it.each([
    ['email,First Name,last_name', { email: 'email', 'First Name': 'firstName', last_name: 'lastName' }],
    ['E-MAIL;Vorname;Nachname', { 'E-MAIL': 'email', Vorname: 'firstName', Nachname: 'lastName' }],
    ['Email Address\tMobile\tTags', { 'Email Address': 'email', Mobile: 'phone', Tags: 'tags' }],
    ['email|externalId|job title', { email: 'email', externalId: 'externalId', 'job title': 'jobTitle' }],
  ])('recognises the columns of %j', (header, expected) => {
    expect(columnsOf(`${header}\n`)).toEqual(expected)
  })

  it('makes a field of every other column, its key the header in lower case', () => {
    expect(columnsOf('email,Last Purchase (€),Größe,created_at,email,,Email,__proto__\n')).toEqual({
      email: 'email',
      'Last Purchase (€)': 'fields.last_purchase____ text',
      Größe: 'fields.größe text',
      created_at: 'fields.created_at_2 text',
      'email 2': 'fields.email_2 text',
      'Column 6': 'fields.column_6 text',
      Email: 'fields.email_3 text',
      ['__proto__']: 'fields.__proto___2 text',
    })
  })

  it('lets the map decide first', () => {
    const options = { columnMap: { email: 'Work', nickname: 'name', plan: 'Tier' } }
    expect(columnsOf('Email,Work,name,Tier\n', { options })).toEqual({
      Email: 'fields.email_2 text',
      Work: 'email',
      name: 'fields.nickname text',
      Tier: 'fields.plan text',
    })
  })

  it('guesses types from the rows, and text when in doubt', () => {
    const rows = ['1,-2.5,007,+4930123,true,2024-02-29,2024-02-29T10:00:00Z,12,', '1000,3,1,2,No,,,n/a,']
    expect(Object.values(columnsOf(`a,b,c,d,e,f,g,h,i\n${rows.join('\n')}\n`))).toEqual([
      'fields.a number',
      'fields.b number',
      'fields.c text',
      'fields.d text',
      'fields.e boolean',
      'fields.f date',
      'fields.g instant',
      'fields.h text',
      'fields.i text',
    ])
  })

  it('takes given types and fields that exist before guesses', () => {
    const fields: FieldDefinition[] = [{ key: 'b', name: 'B', type: 'text' }]
    const given = { options: { fieldTypes: { a: 'text', b: 'number', c: 'list' } }, fields }
    expect(columnsOf('a,b,c\n1,2,3\n', given)).toEqual({ a: 'fields.a text', b: 'fields.b text', c: 'fields.c list' })
    expect(plan('a,b,c\n1,2,3\n', given)).toMatchObject({ newFields: [{ key: 'a' }, { key: 'c' }] })
  })

  it('takes the column that holds nothing but addresses for the e-mail, when no header says so', () => {
    const rows = ['Ada,ada@example.org,boss@example.org', 'Bo,,']
    expect(columnsOf(`Who,Contact,Manager\n${rows.join('\n')}\n`)).toMatchObject({
      Contact: 'email',
      Manager: 'fields.manager text',
    })
    expect(columnsOf(`Email,Contact\n,ada@example.org\n`)).toMatchObject({ Contact: 'fields.contact text' })
  })

  it('leaves out what it is told to, and makes no field of it', () => {
    const left = plan('email,Notes\na@b.example,x\n', { options: { leaveOut: ['Notes'] } })
    expect(left).toMatchObject({ newFields: [], plan: { columns: [{ target: 'email' }, { target: null }] } })
  })

  it('makes a date of a column whose order of day and month is given', () => {
    const given = { options: { dayOrder: { Born: 'day-first' } } }
    expect(columnsOf('email,Born\na@b.example,03/04/1990\n', given)).toMatchObject({ Born: 'fields.born date' })
  })

  it('takes a first row with an address for data', () => {
    expect(columnsOf('ada@example.org,Ada\nbob@example.org,Bob\n')).toEqual({
      'Column 1': 'email',
      'Column 2': 'fields.column_2 text',
    })
    const options = { columnMap: { firstName: 'Column 2' } }
    expect(plan('ada@example.org,Ada\n', { options })).toMatchObject({ plan: { hasHeader: false } })
  })

  it.each([
    ['Name,Plan\nAda,pro\n', {}, 'No column says who a row is about'],
    ['email\na@b.example\n', { policies: { phone: 'fill' } }, 'no column goes to "phone"'],
    ['email,tags\n', { policies: { tags: 'overwrite' } }, 'takes no tags off'],
    ['email,plan\n', { policies: { 'fields.plan': 'append' } }, 'for tags and lists'],
    ['email,likes\n', { policies: { 'fields.likes': 'append' }, fieldTypes: { likes: 'list' } }, undefined],
    ['email,tags\n', { policies: { tags: 'append', email: 'keep' } }, undefined],
  ])('says what is wrong with a plan as a whole: %j with %j', (text, options, words) => {
    const planned = plan(text, { options })
    if ('problem' in planned) throw new Error(planned.problem)
    const problem = findProblemOfPlan(planned.plan, importOptions.parse(options))
    expect(problem).toEqual(words === undefined ? undefined : expect.stringContaining(words))
  })

  it.each([
    ['', {}, 'no rows'],
    ['email\n', { columnMap: { email: 'Mail' } }, '"Mail"'],
    ['email\n', { fieldTypes: { age: 'number' } }, '"age"'],
    ['email,x\n', { columnMap: { 'bad key': 'x' } }, 'bad key'],
    ['email,x\n', { columnMap: { created_at: 'x' } }, 'created_at'],
    ['email,x\n', { columnMap: { a: 'x', b: 'x' } }, 'twice'],
    ['email\n', { leaveOut: ['y'] }, '"y"'],
  ])('refuses %j with %j', (text, options, words) => {
    expect(plan(text, { options })).toMatchObject({ problem: expect.stringContaining(words) })
  })
})
