import { expect, it } from 'vitest'
import { withGuard, withoutGuard } from './formula-cell.ts'
import { toCsvLine } from './to-csv-line.ts'

it.each([
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ["'=1", "''=1"],
  ["''=1", "'''=1"],
  ['-5', '-5'],
  ['+62812', '+62812'],
  ["O'Hara", "O'Hara"],
  ["'quoted'", "'quoted'"],
  ['a=b', 'a=b'],
  ['', ''],
])('%j is %j in a file, and itself again', (cell, inFile) => {
  expect(withGuard(cell)).toBe(inFile)
  expect(withoutGuard(inFile)).toBe(cell)
})

it('is quoted after that', () => {
  expect(toCsvLine(['=HYPERLINK("x","y")', 'a,b', ' c'])).toBe(`"'=HYPERLINK(""x"",""y"")","a,b"," c"\r\n`)
})
