import { expect, it } from 'vitest'
import { mostQuotedBytes, writeQuotedPrintable } from './quoted-printable.ts'

function quote(text: string): string {
  const bytes = Buffer.from(text)
  const into = Buffer.alloc(mostQuotedBytes(bytes.length))
  const end = writeQuotedPrintable(into, 0, bytes)
  expect(end).toBeLessThanOrEqual(into.length)
  return into.toString('latin1', 0, end)
}

it.each([
  ['', ''],
  ['a=b', 'a=3Db'],
  ['a b\tc', 'a b\tc'],
  ['a \nb\t\r\n ', 'a=20\r\nb=09\r\n=20'],
  ['a\nb\rc\r\nd\n\re', 'a\r\nb\r\nc\r\nd\r\n\r\ne'],
  ['é\u{1f600}\u0000\u007f', '=C3=A9=F0=9F=98=80=00=7F'],
  ['x'.repeat(75), 'x'.repeat(75)],
  ['x'.repeat(76), `${'x'.repeat(75)}=\r\nx`],
  [`${'x'.repeat(75)}\ny`, `${'x'.repeat(75)}\r\ny`],
  [`${'x'.repeat(73)}=`, `${'x'.repeat(73)}=\r\n=3D`],
  [`${'x'.repeat(69)}é`, `${'x'.repeat(69)}=C3=A9`],
  [`${'x'.repeat(70)}é`, `${'x'.repeat(70)}=\r\n=C3=A9`],
  [`${'x'.repeat(64)}\u{1f600}`, `${'x'.repeat(64)}=\r\n=F0=9F=98=80`],
])('%j', (text, quoted) => {
  expect(quote(text)).toBe(quoted)
})

it.each(['\n', 'é', '\u{1f600}', '日', '=', ' ', 'x\u{1f600}'])('has room for nothing but %j', (piece) => {
  const lines = quote(piece.repeat(10_000)).split('\r\n')
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(76)
})
