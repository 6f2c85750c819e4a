import { expect, it } from 'vitest'
import { listText, parseListText } from './list-text.ts'

it.each([
  ['a,b', ['a', 'b']],
  ['', ['']],
  ['a,', ['a', '']],
  ['"Berlin, Mitte", VIP', ['Berlin, Mitte', ' VIP']],
  ['"say ""hi""",x', ['say "hi"', 'x']],
  ['6" pipe,4" pipe', ['6" pipe', '4" pipe']],
  ['"open,b', ['"open', 'b']],
  ['"a"b,c', ['"a"b', 'c']],
  ['""', ['']],
])('reads %j', (text, elements) => {
  expect(parseListText(text)).toEqual(elements)
})

it('reads back what it wrote', () => {
  const nasty = ['a', ',', '"', '""', 'a,b', '"a","b"', ' "x" ', ',,', '"', 'ß']
  expect(parseListText(listText(nasty))).toEqual(nasty)
  for (const one of nasty) expect(parseListText(listText([one]))).toEqual([one])
})
