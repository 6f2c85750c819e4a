import { valueText } from '../value-text.ts'

/** What a number in a cell means by the way it is shown. */
export type NumberMeaning = 'number' | 'date' | 'instant' | 'time'

/** The meaning of a number format. Source: ECMA-376, part 1, 18.8.30 (numFmt), with the built-in ids of all languages. */
export function meaningOfFormat(id: number, code: string | undefined): NumberMeaning {
  if (code !== undefined) return meaningOfCode(code)
  if (id === 22) return 'instant'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time'
  return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : 'number'
}

function meaningOfCode(code: string): NumberMeaning {
  const [positive = ''] = code.split(';')
  const letters = positive
    .toLowerCase()
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/g, '')
  if (/general|[0#?]e[+-]/.test(letters)) return 'number'
  const hasTime = /[hs]/.test(letters)
  const hasDay = /[yd]/.test(letters) || (/m/.test(letters) && !hasTime)
  if (hasDay) return hasTime ? 'instant' : 'date'
  return hasTime ? 'time' : 'number'
}

const DAY_SECONDS = 86_400
/** Days from the beginning of a workbook's count to 1970. The 1900 count has a 29 February 1900 that never was. */
const EPOCH_1900 = 25_569
const EPOCH_1904 = 24_107
const FIRST_RIGHT_DAY = 61

/** A number of a cell as text: plain, or as the date, the time in UTC or the time of day that it stands for. */
export function numberText(value: number, { meaning, is1904 }: { meaning: NumberMeaning; is1904: boolean }): string {
  // Spreadsheets show 15 digits; the rest is noise of their sums.
  if (meaning === 'number') return valueText(Number(value.toPrecision(15)))
  const epoch = is1904 ? EPOCH_1904 : EPOCH_1900 - (value < FIRST_RIGHT_DAY ? 1 : 0)
  const seconds = Math.round((value - epoch) * DAY_SECONDS)
  const at = new Date(seconds * 1_000)
  if (Number.isNaN(at.getTime()) || value < 0) return valueText(value)
  const text = at.toISOString()
  if (meaning === 'date') return text.slice(0, text.indexOf('T'))
  return meaning === 'time' ? text.slice(text.indexOf('T') + 1, -'.000Z'.length) : `${text.slice(0, -'.000Z'.length)}Z`
}
