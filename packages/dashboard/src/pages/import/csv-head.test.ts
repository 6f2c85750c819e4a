import { describe, expect, it } from 'vitest'
import { csvHead } from './csv-head.ts'

describe('the head of a CSV', () => {
  const cases: [what: string, text: string, rows: string[][]][] = [
    [
      'splits plain cells',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'keeps delimiters, line ends and quotes inside of quotes',
      'a,b\r\n"x, ""y""\nz",2',
      [
        ['a', 'b'],
        ['x, "y"\nz', '2'],
      ],
    ],
    [
      'finds the semicolon',
      'a;b;c,d\n1;2;3',
      [
        ['a', 'b', 'c,d'],
        ['1', '2', '3'],
      ],
    ],
    [
      'finds the tab',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'keeps empty cells',
      'a,b,c\n,,3',
      [
        ['a', 'b', 'c'],
        ['', '', '3'],
      ],
    ],
    [
      'leaves out a byte order mark and blank lines',
      '\uFEFFa,b\n\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['stops at a quote that the head cuts off', 'a,b\n1,"half', [['a', 'b'], ['1']]],
    ['is empty for nothing', '', []],
  ]
  it.each(cases)('%s', (_, text, rows) => {
    expect(csvHead(text).rows).toEqual(rows)
  })

  it('uses the delimiter that was chosen', () => {
    expect(csvHead('a|b,c', '|').rows).toEqual([['a', 'b,c']])
  })
})
