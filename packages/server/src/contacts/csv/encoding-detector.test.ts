import { describe, expect, it } from 'vitest'
import { type CsvEncoding, EncodingDetector } from './encoding-detector.ts'

function detect(bytes: Buffer, pieceLength: number): CsvEncoding {
  const detector = new EncodingDetector()
  for (let at = 0; at < bytes.length; at += pieceLength) detector.push(bytes.subarray(at, at + pieceLength))
  return detector.end()
}

const header = 'email,first name\n'
const plain = 'ada@example.org,Ada\n'.repeat(200)
const utf16 = Buffer.from(`${header}jose@example.org,José\n`, 'utf16le')
const files: [string, Buffer, CsvEncoding][] = [
  ['nothing but ASCII', Buffer.from(header + plain), 'utf-8'],
  ['nothing at all', Buffer.alloc(0), 'utf-8'],
  ['UTF-8', Buffer.from(`${header}josé@example.org,名前 😀\n`), 'utf-8'],
  ['a mark of UTF-8', Buffer.from(`\ufeff${header}`), 'utf-8'],
  ['UTF-8 with a broken row', Buffer.concat([Buffer.from(`${header}é,名前\nx,`), Buffer.from([0xe9, 0x0a])]), 'utf-8'],
  ['Windows-1252', Buffer.from(`${header}jose@example.org,José\n`, 'latin1'), 'windows-1252'],
  [
    'Windows-1252 late in the file',
    Buffer.from(`${header + plain.repeat(50)}x@example.org,Zoë Müller\n`, 'latin1'),
    'windows-1252',
  ],
  ['UTF-16 without a mark', utf16, 'utf-16le'],
  ['a mark of UTF-16LE', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'utf-16le'],
  ['UTF-16BE', Buffer.from(utf16).swap16(), 'utf-16be'],
  ['ASCII with a stray NUL', Buffer.from('email,first\u0000name\n'), 'utf-8'],
]

describe('EncodingDetector', () => {
  it.each(files)('finds %s, however it arrives', (_, bytes, encoding) => {
    for (const pieceLength of [1, 3, 65_536]) expect(detect(bytes, pieceLength)).toBe(encoding)
  })
})
