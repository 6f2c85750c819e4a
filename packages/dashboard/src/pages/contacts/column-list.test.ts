import { describe, expect, it } from 'vitest'
import { columnTexts, FIRST_COLUMNS, parseColumns, showsEngagement } from './column-list.ts'

function check(texts: string[], expected: string[]) {
  expect(columnTexts(parseColumns(texts))).toEqual(expected)
}

describe('the columns of a view', () => {
  it('are read with their widths and written as they were', () => {
    check(['email:240', 'name', 'fields.plan:90'], ['email:240', 'name', 'fields.plan:90'])
  })

  it('start with the person, whom no row can do without', () => {
    check(['name', 'status'], ['email', 'name', 'status'])
    check(['name', 'email:300'], ['email:300', 'name'])
  })

  it('stand once each, and the last width counts', () => {
    check(['email', 'name', 'name:120'], ['email', 'name:120'])
  })

  it('keep what is no width as a part of the key', () => {
    check(['email', 'a:b', 'name:1', 'name:12345'], ['email', 'a:b', 'name:1', 'name:12345'])
  })

  it('are the usual ones where none are given', () => {
    expect(parseColumns(undefined)).toBe(FIRST_COLUMNS)
    expect(parseColumns([])).toBe(FIRST_COLUMNS)
  })
})

describe('columns of what follows from messages', () => {
  it('are asked for only when one is shown', () => {
    expect(showsEngagement(parseColumns(['email', 'lastOpenedAt:120']))).toBe(true)
    expect(showsEngagement(FIRST_COLUMNS)).toBe(false)
  })
})
