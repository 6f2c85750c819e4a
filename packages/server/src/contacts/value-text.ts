import { listText } from '@rollcall/filters'

/** A value as a cell says it, so that reading the cell gives the value again; empty when there is none. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return listText(value.map(String))
  return typeof value === 'number' ? plainNumber(value) : String(value)
}

/** A number without an exponent, which is not read as a number. */
function plainNumber(value: number): string {
  const [digits = '', exponent] = String(value).split('e')
  if (exponent === undefined) return digits
  const places = Number(exponent)
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.')
  const sign = value < 0 ? '-' : ''
  if (places < 0) return `${sign}0.${'0'.repeat(-places - 1)}${whole}${fraction}`
  return `${sign}${whole}${fraction.padEnd(places, '0')}`
}
