import { expect, it } from 'vitest'
import { smsSegments } from './sms-segments.ts'

const a = (count: number) => 'a'.repeat(count)

it.each<[string, string, 'GSM-7' | 'UCS-2', number, number, number]>([
  ['nothing', '', 'GSM-7', 0, 0, 160],
  ['one letter', 'a', 'GSM-7', 1, 1, 160],
  ['as much as fits', a(160), 'GSM-7', 160, 1, 160],
  ['one more', a(161), 'GSM-7', 161, 2, 153],
  ['two full parts', a(306), 'GSM-7', 306, 2, 153],
  ['one more than two', a(307), 'GSM-7', 307, 3, 153],
  ['all of the default alphabet that is not ASCII', '£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà', 'GSM-7', 39, 1, 160],
  ['line breaks and the signs around letters', '@$\n\r_ !"#%&\'()*+,-./:;<=>?', 'GSM-7', 26, 1, 160],
  ['all of the extension table', '\f^{}\\[~]|€', 'GSM-7', 20, 1, 160],
  ['a euro that just fits', `${a(158)}€`, 'GSM-7', 160, 1, 160],
  ['a euro too much', `${a(159)}€`, 'GSM-7', 161, 2, 153],
  ['a euro at the end of a part, which goes into the next', `${a(152)}€${a(152)}`, 'GSM-7', 306, 3, 153],
  ['euros alone', '€'.repeat(77), 'GSM-7', 154, 1, 160],
  ['a backtick, which is not in the alphabet', '`', 'UCS-2', 1, 1, 70],
  ['a tab', '\t', 'UCS-2', 1, 1, 70],
  ['ç, of which only the capital is in it', 'ç', 'UCS-2', 1, 1, 70],
  ['as much Cyrillic as fits', 'я'.repeat(70), 'UCS-2', 70, 1, 70],
  ['one more Cyrillic letter', 'я'.repeat(71), 'UCS-2', 71, 2, 67],
  ['two full parts of Cyrillic', 'я'.repeat(134), 'UCS-2', 134, 2, 67],
  ['the extension table beside Cyrillic, one unit each', `я${'€'.repeat(69)}`, 'UCS-2', 70, 1, 70],
  ['emoji, two units each', '🎉'.repeat(35), 'UCS-2', 70, 1, 70],
  ['one more emoji', '🎉'.repeat(36), 'UCS-2', 72, 2, 67],
  ['emoji at the end of parts, never halved', '🎉'.repeat(67), 'UCS-2', 134, 3, 67],
  ['half of an emoji', '\ud83c', 'UCS-2', 1, 1, 70],
])('counts %s', (_name, text, encoding, units, segments, perSegment) => {
  expect(smsSegments(text)).toMatchObject({ encoding, units, segments, perSegment })
})

it('names each character once that makes it longer', () => {
  expect(smsSegments('“Hi” – it’s 5 €, ‘so’').odd).toEqual(['“', '”', '–', '’', '‘'])
  expect(smsSegments('Hi – 5 €').odd).toEqual(['–'])
  expect(smsSegments('Hi 5 €').odd).toEqual([])
})
